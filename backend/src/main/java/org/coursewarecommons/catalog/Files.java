package org.coursewarecommons.catalog;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.DomainClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of files. */
@Repository
class Files {

    private static final String SELECT =
            "select id, version_id, position, name, role, media_type, size, sha256 from catalog.file";

    private final JdbcClient jdbc;
    private final DomainClock clock;

    Files(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(FileRow file) {
        jdbc.sql(
                        """
                        insert into catalog.file (id, version_id, position, name, role, media_type, size, sha256, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        file.id(),
                        file.versionId(),
                        file.position(),
                        file.name(),
                        file.role(),
                        file.mediaType(),
                        file.size(),
                        file.sha256(),
                        clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<FileRow> find(UUID id) {
        return jdbc.sql(SELECT + " where id = ?").param(id).query(FileRow.class).optional();
    }

    List<FileRow> ofVersion(UUID versionId) {
        return ofVersions(List.of(versionId)).getOrDefault(versionId, List.of());
    }

    Map<UUID, List<FileRow>> ofVersions(Collection<UUID> versionIds) {
        return jdbc
                .sql(SELECT + " where version_id = any(?) order by version_id, position")
                .param(versionIds.toArray(UUID[]::new))
                .query(FileRow.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(FileRow::versionId));
    }

    /** Gives it other bytes. */
    void replace(UUID id, String sha256, long size) {
        jdbc.sql("update catalog.file set sha256 = ?, size = ? where id = ?")
                .params(sha256, size, id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from catalog.file where id = ?").param(id).update();
    }
}
