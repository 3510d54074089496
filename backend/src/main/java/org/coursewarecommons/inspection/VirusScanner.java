package org.coursewarecommons.inspection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.coursewarecommons.inspection.FileFacts.VirusScan;
import org.coursewarecommons.inspection.FileFacts.VirusScan.State;
import org.springframework.stereotype.Component;

/**
 * Asks ClamAV's daemon about a file by its command INSTREAM (clamd(8)): the bytes go over the socket in chunks, so the
 * daemon may run elsewhere and memory stays flat. See docs/decisions/0014-scanner-previews-twins.md for why no library.
 */
@Component
class VirusScanner {

    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 64 << 10;
    private static final int LONGEST_ANSWER = 1000;
    private static final String FOUND = " FOUND";
    /** What clamd calls files that it did not look at to the end, when it is told to say so. */
    private static final String BEYOND_LIMITS = "Heuristics.Limits.Exceeded";

    private final ClamdProperties properties;

    VirusScanner(ClamdProperties properties) {
        this.properties = properties;
    }

    /** @throws ScannerUnavailable when a scanner is configured and gave no verdict */
    VirusScan scan(Path file) throws ScannerUnavailable {
        if (!properties.isConfigured()) {
            return VirusScan.NOT_SCANNED;
        }
        try (SocketChannel channel = SocketChannel.open(
                properties.address().startsWith("unix:") ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET)) {
            Executor afterLimit =
                    CompletableFuture.delayedExecutor(properties.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
            // Sockets of channels have no time limit of their own, those of files none at all.
            CompletableFuture<Void> limit = CompletableFuture.runAsync(() -> close(channel), afterLimit);
            try {
                channel.connect(address());
                return ask(channel, file);
            } finally {
                limit.cancel(false);
            }
        } catch (ScannerUnavailable told) {
            throw told;
        } catch (IOException silent) {
            throw new ScannerUnavailable(silent);
        }
    }

    private SocketAddress address() {
        if (properties.address().startsWith("unix:")) {
            return UnixDomainSocketAddress.of(properties.address().substring("unix:".length()));
        }
        URI uri = URI.create(properties.address());
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    private static VirusScan ask(SocketChannel channel, Path file) throws IOException {
        try {
            send(channel, file);
        } catch (IOException cut) {
            // It closes its end as soon as it has enough; its last words say why.
            String answer = answer(channel);
            if (answer.isEmpty()) {
                throw cut;
            }
            return verdict(answer);
        }
        return verdict(answer(channel));
    }

    private static void send(SocketChannel channel, Path file) throws IOException {
        writeAll(channel, ByteBuffer.wrap(COMMAND));
        byte[] bytes = new byte[Integer.BYTES + CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(bytes, Integer.BYTES, CHUNK);
                    read > 0;
                    read = in.readNBytes(bytes, Integer.BYTES, CHUNK)) {
                ByteBuffer chunk = ByteBuffer.wrap(bytes, 0, Integer.BYTES + read);
                chunk.putInt(0, read);
                writeAll(channel, chunk);
            }
        }
        writeAll(channel, ByteBuffer.wrap(new byte[Integer.BYTES]));
    }

    private static void writeAll(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String answer(SocketChannel channel) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(LONGEST_ANSWER);
        while (answer.size() < LONGEST_ANSWER && channel.read(one) >= 0) {
            one.flip();
            while (one.hasRemaining()) {
                byte next = one.get();
                if (next == 0) {
                    return answer.toString(StandardCharsets.UTF_8);
                }
                answer.write(next);
            }
            one.clear();
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static VirusScan verdict(String answer) throws ScannerUnavailable {
        if (answer.equals("stream: OK")) {
            return new VirusScan(State.CLEAN, null);
        }
        if (answer.startsWith("INSTREAM size limit exceeded") || answer.contains(BEYOND_LIMITS)) {
            return new VirusScan(State.TOO_LARGE, null);
        }
        if (answer.startsWith("stream: ") && answer.endsWith(FOUND)) {
            return new VirusScan(State.FOUND, answer.substring("stream: ".length(), answer.length() - FOUND.length()));
        }
        throw new ScannerUnavailable(answer.isEmpty() ? "no answer" : answer);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException closed) {
            // Nothing is left to do with it.
        }
    }
}
