package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What counts as the use of a file that is handed out. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileUseIT {

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final Api reader;

    private DeliveredFile delivered;
    private UUID resource;
    private String content;
    private long usedBefore;
    private long downloadedBefore;

    FileUseIT(ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @BeforeAll
    void publish() throws IOException {
        delivered = new DeliveredFile(publishing, jdbc);
        resource = delivered.resource;
        content = delivered.content;
    }

    @BeforeEach
    void countUses() {
        usedBefore = delivered.used("%");
        downloadedBefore = delivered.used("DOWNLOAD");
    }

    @Test
    void aDownloadIsOneUseHoweverManyRangesItTakes() {
        reader.with("Range", "bytes=0-99").get(content);
        reader.with("Range", "bytes=100-199").get(content);
        reader.with("Range", "bytes=200-").get(content);

        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void aLinkIsAUseAndOneForTheRestOfADownloadIsNone() {
        reader.get(content + "?redirect=true");
        reader.with("Range", "bytes=100-").get(content + "?redirect=true");

        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void whatTheClientHasAlreadyIsAUseToo() {
        reader.with("If-None-Match", DeliveredFile.head(reader, content).eTag()).get(content);

        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void aLookInThePageIsLessThanADownload() {
        reader.get(content + "?disposition=inline");

        assertThat(downloads()).isZero();
        assertThat(uses()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from audit.line where subject_id = :id and event = 'catalog.FileShown'")
                        .param("id", resource)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsNoUse() {
        reader.with("Range", "bytes=99999999-").get(content);

        assertThat(uses()).isZero();
    }

    /** Since the test began. */
    private long uses() {
        return delivered.used("%") - usedBefore;
    }

    private long downloads() {
        return delivered.used("DOWNLOAD") - downloadedBefore;
    }
}
