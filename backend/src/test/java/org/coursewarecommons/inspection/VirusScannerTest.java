package org.coursewarecommons.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.coursewarecommons.Clamd;
import org.coursewarecommons.inspection.FileFacts.VirusScan;
import org.coursewarecommons.inspection.FileFacts.VirusScan.State;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against ClamAV's own daemon where there is one, else against a stand-in: see {@link Clamd}. */
class VirusScannerTest {

    private static final Clamd CLAMD = Clamd.get();

    @TempDir
    Path folder;

    @Test
    void findsWhatTheScannersDatabaseKnows() throws IOException {
        VirusScan own = scan("1. page\n" + Clamd.SIGNATURE + "\nend");

        assertThat(own).isEqualTo(new VirusScan(State.FOUND, "Test.Own.UNOFFICIAL"));
        assertThat(scan(new String(TestFiles.eicar(), StandardCharsets.US_ASCII)))
                .isEqualTo(new VirusScan(State.FOUND, "Test.Eicar.UNOFFICIAL"));
    }

    @Test
    void findsItInMoreThanOneChunk() throws IOException {
        assertThat(scan("x".repeat(200_000) + Clamd.SIGNATURE).state()).isEqualTo(State.FOUND);
    }

    @Test
    void saysThatACleanFileIsClean() throws IOException {
        assertThat(scan("harmless")).isEqualTo(new VirusScan(State.CLEAN, null));
    }

    @Test
    void saysThatAFileIsLargerThanTheScannerTakes() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[Clamd.MAX_STREAM * 4]);

        assertThat(scanner(CLAMD.address(), Duration.ofSeconds(20)).scan(large).state())
                .isEqualTo(State.TOO_LARGE);
    }

    @Test
    void saysThatNothingIsScannedWithoutAScanner() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), Clamd.SIGNATURE);

        assertThat(scanner("", Duration.ofSeconds(1)).scan(file)).isEqualTo(VirusScan.NOT_SCANNED);
    }

    @Test
    void givesNoVerdictWhenNobodyAnswers() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThatThrownBy(() -> scanner("tcp://127.0.0.1:" + port, Duration.ofSeconds(5))
                        .scan(file))
                .isInstanceOf(ScannerUnavailable.class);
    }

    @Test
    void givesNoVerdictWhenTheAnswerTakesTooLong() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> scanner("tcp://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(200))
                            .scan(file))
                    .isInstanceOf(ScannerUnavailable.class);
        }
    }

    @Test
    void speaksOverASocketOfTheFileSystemToo() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        // Such addresses are short; the folder of a test may not be.
        Path address = Files.createTempDirectory(Path.of("/tmp"), "scan").resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(address));
            Thread answering = new Thread(() -> answer(server, "stream: Some.Name FOUND\0"));
            answering.start();

            VirusScan scan = scanner("unix:" + address, Duration.ofSeconds(10)).scan(file);

            assertThat(scan).isEqualTo(new VirusScan(State.FOUND, "Some.Name"));
            answering.join();
        } finally {
            Files.deleteIfExists(address);
            Files.delete(address.getParent());
        }
    }

    @Test
    void takesAnErrorOfTheScannerForNoVerdict() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(null)) {
            Thread answering = new Thread(() -> answer(server, "stream: Can't allocate memory ERROR\0"));
            answering.start();
            int port = server.socket().getLocalPort();

            assertThatThrownBy(() -> scanner("tcp://127.0.0.1:" + port, Duration.ofSeconds(10))
                            .scan(file))
                    .isInstanceOf(ScannerUnavailable.class)
                    .hasMessageContaining("allocate");
            answering.join();
        }
    }

    private static void answer(ServerSocketChannel server, String answer) {
        try (SocketChannel call = server.accept()) {
            // Command, one chunk of four bytes with its length, the end.
            ByteBuffer asked = ByteBuffer.allocate("zINSTREAM\0".length() + 4 + 4 + 4);
            while (asked.hasRemaining() && call.read(asked) >= 0) {
                assertThat(asked.position()).isPositive();
            }
            call.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private VirusScan scan(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), text);
        return scanner(CLAMD.address(), Duration.ofSeconds(20)).scan(file);
    }

    private static VirusScanner scanner(String address, Duration limit) {
        return new VirusScanner(new ClamdProperties(address, limit));
    }
}
