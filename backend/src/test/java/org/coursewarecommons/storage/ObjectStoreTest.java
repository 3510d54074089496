package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class ObjectStoreTest {

    @Test
    void saysUnavailableForEveryCallWhenNothingListens(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "bytes");

        withDeadStore(store -> {
            assertUnavailable(store::ensureBucket);
            assertUnavailable(() -> store.open("sha256/a", 0, null));
            assertUnavailable(() -> store.stat("sha256/a"));
            assertUnavailable(() -> store.keys("incoming/a/"));
            assertUnavailable(() -> store.send("sha256/a", file));
            assertUnavailable(() -> store.startMultipart("incoming/a"));
            assertUnavailable(() -> store.parts("incoming/a", "id"));
            assertUnavailable(() -> store.copy("incoming/a", "sha256/a"));
        });
    }

    @Test
    void neverCallsTheStoreInsideATransaction() throws IOException {
        withDeadStore(store -> {
            TransactionSynchronizationManager.setActualTransactionActive(true);
            try {
                assertThatThrownBy(store::ensureBucket).isInstanceOf(IllegalStateException.class);
            } finally {
                TransactionSynchronizationManager.setActualTransactionActive(false);
            }
        });
    }

    @Test
    void signsDownloadLinksForTheNameTypeAndPublicAddressWithoutAskingTheStore() throws IOException {
        withDeadStore(store -> {
            URI link = store.downloadLink(
                    BlobService.key("ab12" + "0".repeat(60)),
                    Disposition.attachment("分数 \"一\".pptx"),
                    "application/x",
                    Duration.ofMinutes(5));

            assertThat(link.getHost()).isEqualTo("files.example.org");
            assertThat(link.getPath()).isEqualTo("/courseware/sha256/ab/12/ab12" + "0".repeat(60));
            assertThat(link.getQuery())
                    .contains("X-Amz-Expires=300", "response-content-type=application/x")
                    .contains("response-content-disposition=attachment;", "filename*=UTF-8''%E5%88%86%E6%95%B0%20%22");
        });
    }

    @Test
    void signsNoDownloadLinkThatLivesLonger() throws IOException {
        withDeadStore(store -> assertThatThrownBy(() -> new BlobService(store, new BlobRows(null), null, null)
                        .downloadLink("ab12", "a.pdf", "application/pdf", Duration.ofMinutes(6)))
                .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void keepsItsKeysOutOfItsDescription() {
        assertThat(properties(1)).asString().doesNotContain("hidden");
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.problem())
                .isEqualTo(SharedProblem.UNAVAILABLE));
    }

    private static void withDeadStore(Consumer<ObjectStore> test) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (ObjectStore store = new ObjectStore(properties(port))) {
            test.accept(store);
        }
    }

    private static S3Properties properties(int port) {
        return new S3Properties(
                URI.create("http://127.0.0.1:" + port),
                "key",
                "hidden",
                "us-east-1",
                "courseware",
                URI.create("https://files.example.org"));
    }
}
