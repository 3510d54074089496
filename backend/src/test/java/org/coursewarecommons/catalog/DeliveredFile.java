package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.Publishing;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A published file with bytes that no other test has, and what the tables can be made to say of it. */
final class DeliveredFile {

    static final String AUTHOR = "T-JHS-005-01";

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");

    final UUID resource;
    final byte[] bytes;
    final String file;
    final String content;

    private final JdbcClient jdbc;

    DeliveredFile(Publishing publishing, JdbcClient jdbc) throws IOException {
        this.jdbc = jdbc;
        byte[] end = ("\n%" + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf")));
        both.write(end);
        bytes = both.toByteArray();
        resource = publishing.publish(AUTHOR, Publishing.nonce(), "长方形的周长.pdf", bytes);
        file = publishing.api().as(AUTHOR).get("resources/" + resource).text("/files/0/fileId");
        content = "resources/" + resource + "/files/" + file + "/content";
    }

    void inspected(String state) {
        // As if somebody else were at it, so that it stays so.
        assertThat(jdbc.sql(
                                """
                                update inspection.job
                                   set state = :state, claimed_until = now() + interval '1 hour',
                                       finished_at = case when :state = 'PENDING' then null else now() end
                                 where file_id = :id
                                """)
                        .param("state", state)
                        .param("id", UUID.fromString(file))
                        .update())
                .isEqualTo(1);
    }

    void found(String mediaType) {
        jdbc.sql("update inspection.job set media_type = :type where file_id = :id")
                .param("type", mediaType)
                .param("id", UUID.fromString(file))
                .update();
    }

    void blobIs(String state) {
        jdbc.sql(
                        """
                        update storage.blob set state = :state
                         where sha256 = (select sha256 from catalog.file where id = :id)
                        """)
                .param("state", state)
                .param("id", UUID.fromString(file))
                .update();
    }

    long used(String verb) {
        return jdbc.sql(
                        "select count(*) from usage.event where resource_id = :id and verb like :verb and verb <> 'VIEW'")
                .param("id", resource)
                .param("verb", verb)
                .query(Long.class)
                .single();
    }

    static Api.Answer head(Api api, String path) {
        return api.call(HttpMethod.HEAD.name(), path, java.net.http.HttpRequest.BodyPublishers.noBody(), null);
    }
}
