package org.coursewarecommons.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredResourceBytes implements ResourceBytes {

    private final JdbcClient jdbc;

    StoredResourceBytes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Held> of(UUID resourceId) {
        return jdbc.sql(
                        """
                        select f.id as file_id, f.sha256
                          from catalog.file f join catalog.version v on v.id = f.version_id
                         where v.resource_id = ? and v.published_at is not null
                         order by f.id
                        """)
                .param(resourceId)
                .query(Held.class)
                .list();
    }

    @Override
    public Set<String> neededElsewhere(UUID resourceId, Collection<String> sha256s) {
        return jdbc.sql(
                        """
                        select distinct f.sha256
                          from catalog.file f join catalog.version v on v.id = f.version_id
                         where f.sha256 = any(:all)
                           and (v.resource_id <> :id and v.state <> 'PURGED'
                                or v.resource_id = :id
                                   and v.state in ('DRAFT', 'SUBMITTED', 'REVISION_REQUESTED', 'QUARANTINED'))
                        """)
                .param("all", sha256s.toArray(String[]::new))
                .param("id", resourceId)
                .query(String.class)
                .set();
    }
}
