package org.coursewarecommons.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.inspection.FileFacts.PreviewKind;
import org.coursewarecommons.inspection.FileFacts.VirusScan;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@link FileFacts}. */
@Repository
class DetailRows {

    /** Of what makes previews, signatures and clean copies: one more, and the back-fill makes them again for all files. */
    static final int MADE_BY = 1;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    DetailRows(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    void put(FileFacts facts) {
        jdbc.sql(
                        """
                        insert into inspection.detail (file_id, virus_scan, virus_detail, preview, preview_note,
                                                       duration_millis, contents, original_sha256, made_by)
                        values (:fileId, :scan, :scanDetail, :preview, :note, :duration, cast(:contents as jsonb),
                                :original, :madeBy)
                        on conflict (file_id) do update
                           set virus_scan = excluded.virus_scan, virus_detail = excluded.virus_detail,
                               preview = excluded.preview, preview_note = excluded.preview_note,
                               duration_millis = excluded.duration_millis, contents = excluded.contents,
                               original_sha256 = coalesce(excluded.original_sha256, detail.original_sha256),
                               made_by = excluded.made_by, claimed_until = null
                        """)
                .param("fileId", facts.fileId())
                .param("scan", facts.virusScan().state().name())
                .param("scanDetail", facts.virusScan().detail())
                .param("preview", facts.preview().name())
                .param("note", facts.previewNote())
                .param("duration", facts.durationMillis())
                .param("contents", facts.contents() == null ? null : write(facts.contents()))
                .param("original", facts.original())
                .param("madeBy", MADE_BY)
                .update();
    }

    void scanned(UUID fileId, VirusScan scan) {
        jdbc.sql(
                        """
                        update inspection.detail
                           set virus_scan = :scan, virus_detail = :detail, preview = 'NONE', preview_note = null
                         where file_id = :fileId
                        """)
                .param("fileId", fileId)
                .param("scan", scan.state().name())
                .param("detail", scan.detail())
                .update();
    }

    /** By file id; files whose check has not begun are missing. */
    Map<UUID, FileFacts> of(Collection<UUID> fileIds) {
        Map<UUID, FileFacts> facts = new HashMap<>();
        jdbc.sql(
                        """
                        select file_id, virus_scan, virus_detail, preview, preview_note, duration_millis, contents,
                               original_sha256
                          from inspection.detail
                         where file_id = any (:fileIds)
                        """)
                .param("fileIds", fileIds.toArray(UUID[]::new))
                .query((row, number) -> read(row))
                .list()
                .forEach(one -> facts.put(one.fileId(), one));
        return facts;
    }

    private FileFacts read(ResultSet row) throws SQLException {
        return new FileFacts(
                row.getObject("file_id", UUID.class),
                new VirusScan(VirusScan.State.valueOf(row.getString("virus_scan")), row.getString("virus_detail")),
                PreviewKind.valueOf(row.getString("preview")),
                row.getString("preview_note"),
                row.getObject("duration_millis", Long.class),
                contents(row.getString("contents")),
                row.getString("original_sha256"));
    }

    private String write(PackageContents contents) {
        try {
            return mapper.writeValueAsString(contents);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable PackageContents contents(@Nullable String json) {
        try {
            return json == null ? null : mapper.readValue(json, PackageContents.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("contents of a package cannot be read", damaged);
        }
    }
}
