package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Pages of a file as pictures. */
@IntegrationTest
class FilePreviewIT {

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");
    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final Api reader;

    FilePreviewIT(ApplicationContext context) {
        publishing = new Publishing(context);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @Test
    void theSlidesOfAPresentationCanBeLookedAt() throws IOException {
        byte[] slides = Files.readAllBytes(SAMPLES.resolve("fenshu-chubu-renshi.pptx"));
        UUID id = publishing.publish(AUTHOR, "分数", "分数.pptx", slides);

        Api.Answer resource = reader.get("resources/" + id);

        assertThat(resource.json().at("/files/0/previews"))
                .as(resource.toString())
                .hasSize(3);
        assertThat(resource.json().at("/files/0/inspection/findings")).isEmpty();
        String door = "resources/" + id + "/files/" + resource.text("/files/0/fileId") + "/preview/";
        Api.Answer page = reader.get(door + "3");
        assertThat(page.status()).as(door).isEqualTo(200);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(page.bytes()));
        assertThat(picture.getWidth()).isEqualTo(Integer.parseInt(resource.text("/files/0/previews/2/width")));
        assertThat(page.header("Content-Type")).hasValue("image/png");
        assertThat(page.header("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("private"));
        assertThat(page.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.header("Content-Security-Policy"))
                .hasValue("sandbox; default-src 'none'; frame-ancestors 'none'");
        assertThat(page.header("Content-Disposition")).isEmpty();
        assertThat(reader.with("If-None-Match", page.eTag()).get(door + "3").status())
                .isEqualTo(304);
        assertThat(reader.get(door + "4").status()).isEqualTo(404);
    }

    @Test
    void nobodyElseSeesThePagesOfADraft() throws IOException {
        byte[] handout = Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf"));
        Api author = publishing.api().as(AUTHOR);
        UUID id = publishing.draft(AUTHOR, "周长", Map.of());
        String fileId = author.upload("resources/" + id + "/files", "周长.pdf", "application/pdf", handout)
                .text("/fileId");
        String door = "resources/" + id + "/files/" + fileId + "/preview/1";

        await().atMost(Duration.ofSeconds(60)).until(() -> author.get(door).status() == 200);

        assertThat(reader.get(door).status()).isEqualTo(404);
    }
}
