package org.coursewarecommons.catalog;

import java.util.UUID;
import org.coursewarecommons.storage.spi.BlobReferences;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells storage which bytes somebody's files still consist of. */
@Repository
class FilesOfOwners implements BlobReferences {

    private final JdbcClient jdbc;

    FilesOfOwners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean isUsedBy(UUID ownerId, String sha256) {
        return jdbc.sql(
                        """
                        select exists (select 1
                                         from catalog.file file
                                         join catalog.version version on version.id = file.version_id
                                         join catalog.resource resource on resource.id = version.resource_id
                                        where file.sha256 = ? and resource.owner_id = ? and version.state <> 'PURGED')
                        """)
                .params(sha256, ownerId)
                .query(Boolean.class)
                .single();
    }
}
