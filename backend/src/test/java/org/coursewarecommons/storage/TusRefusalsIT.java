package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coursewarecommons.storage.PartSender.noise;
import static org.coursewarecommons.storage.TusCalls.CHUNK;
import static org.coursewarecommons.storage.TusCalls.location;
import static org.coursewarecommons.storage.TusCalls.metadata;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the door of tus does not take; what it takes: {@link TusIT}. */
@IntegrationTest
class TusRefusalsIT {

    @LocalServerPort
    int port;

    Api author;
    TusCalls tus;

    @BeforeEach
    void connect() {
        author = Api.on(port).as("T-JHS-005-01");
        tus = new TusCalls(author);
    }

    @Test
    void anotherVersionIsRefused() {
        Api.Answer refused = tus.with("Tus-Resumable", "0.2.2").create(10);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.text("/code")).isEqualTo("tus-version");
        assertThat(refused.header("Tus-Version")).hasValue("1.0.0");
    }

    @Test
    void bytesForAnotherPlaceAreRefused() {
        String location = location(tus.create(10));
        tus.patch(location, 0, noise(4));

        Api.Answer refused = tus.patch(location, 5, noise(5));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("offset-mismatch");
        assertThat(tus.offset(location)).isEqualTo(4);
    }

    @Test
    void moreThanAnnouncedIsRefused() {
        String location = location(tus.create(10));

        assertThat(tus.patch(location, 0, noise(11)).status()).isEqualTo(413);
        assertThat(tus.offset(location)).isZero();
        Api.Answer unannounced = tus.api()
                .with("Upload-Offset", "0")
                .call(
                        "PATCH",
                        location,
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(noise(11))),
                        CHUNK);
        assertThat(unannounced.status()).isEqualTo(413);
        assertThat(tus.offset(location)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crc32 AAAAAA==", "sha1", "sha1 short", "sha1 AAAA"})
    void aChecksumThatCannotBeCheckedIsRefused(String checksum) {
        String location = location(tus.create(10));

        assertThat(tus.with("Upload-Checksum", checksum)
                        .patch(location, 0, noise(10))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatCannotBecomeAFileIsRefusedAtTheCreation() {
        assertThat(tus.create((2L << 30) + 1).status()).isEqualTo(413);
        assertThat(tus.create(10, "filename ????").status()).isEqualTo(400);
        assertThat(tus.create(10, "filetype " + TusCalls.base64("video/mp4")).status())
                .isEqualTo(400);
        assertThat(tus.create(10, metadata("../a.pdf", "application/pdf")).text("/errors/0/pointer"))
                .isEqualTo("/name");
        assertThat(tus.create(0).text("/errors/0/code")).isEqualTo("minimum");
        Api.Answer deferred =
                tus.api().with("Upload-Defer-Length", "1").call("POST", "tus", BodyPublishers.noBody(), null);
        assertThat(deferred.status()).isEqualTo(400);
        assertThat(deferred.text("/errors/0/code")).isEqualTo("tus-length");
        assertThat(tus.api().with("Upload-Offset", "0").post("tus", Map.of()).status())
                .isEqualTo(415);
    }

    @Test
    void somebodyElsesUploadDoesNotExist() {
        String location = location(tus.create(10));
        TusCalls stranger = new TusCalls(Api.on(port).as("T-JHS-042-03"));

        assertThat(stranger.head(location).status()).isEqualTo(404);
        assertThat(stranger.patch(location, 0, noise(10)).status()).isEqualTo(404);
        assertThat(stranger.api()
                        .call("DELETE", location, BodyPublishers.noBody(), null)
                        .status())
                .isEqualTo(404);
        assertThat(new TusCalls(Api.on(port)).head(location).status()).isEqualTo(401);
    }
}
