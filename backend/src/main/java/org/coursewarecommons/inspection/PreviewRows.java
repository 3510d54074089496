package org.coursewarecommons.inspection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which pages of which files have been drawn. */
@Repository
class PreviewRows {

    private final JdbcClient jdbc;

    PreviewRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID fileId, List<Preview> previews) {
        for (Preview preview : previews) {
            jdbc.sql(
                            """
                            insert into inspection.preview (file_id, page, sha256, width, height)
                            values (?, ?, ?, ?, ?)
                            """)
                    .params(fileId, preview.page(), preview.sha256(), preview.width(), preview.height())
                    .update();
        }
    }

    void delete(UUID fileId) {
        jdbc.sql("delete from inspection.preview where file_id = ?")
                .param(fileId)
                .update();
    }

    /** @return their blobs, without those of other files' pages */
    Set<String> forget(Collection<UUID> fileIds) {
        Set<String> pages =
                new HashSet<>(jdbc.sql("delete from inspection.preview where file_id = any(?) returning sha256")
                        .param(fileIds.toArray(UUID[]::new))
                        .query(String.class)
                        .list());
        pages.removeAll(jdbc.sql("select sha256 from inspection.preview where sha256 = any(?)")
                .param(pages.toArray(String[]::new))
                .query(String.class)
                .list());
        return pages;
    }

    /** By file id, in the order of the pages; files without any are missing. */
    Map<UUID, List<Preview>> of(Collection<UUID> fileIds) {
        Map<UUID, List<Preview>> previews = new HashMap<>();
        jdbc.sql(
                        """
                        select file_id, page, sha256, width, height from inspection.preview
                         where file_id = any (:fileIds)
                         order by file_id, page
                        """)
                .param("fileIds", fileIds.toArray(UUID[]::new))
                .query(row -> {
                    previews.computeIfAbsent(row.getObject("file_id", UUID.class), file -> new ArrayList<>())
                            .add(new Preview(
                                    row.getInt("page"),
                                    row.getString("sha256"),
                                    row.getInt("width"),
                                    row.getInt("height")));
                });
        return previews;
    }
}
