package org.coursewarecommons;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.util.FileSystemUtils;

/**
 * A virus scanner for tests: ClamAV's daemon itself where it is installed, with a data base of our own (nothing is
 * fetched); elsewhere a stand-in that speaks the same protocol and knows the same two signatures. With {@code
 * COURSEWARE_TEST_CLAMD=required} in the environment the stand-in is refused. It ends with this JVM.
 */
public final class Clamd {

    /** What our data base calls malware, besides the EICAR test file. */
    public static final String SIGNATURE = "COURSEWARE-COMMONS-HARMLESS-TEST-SIGNATURE";

    /** Larger files are refused. */
    public static final int MAX_STREAM = 2 << 20;

    private static final String EICAR_START = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD";

    private final String address;
    private final boolean real;

    private Clamd(String address, boolean real) {
        this.address = address;
        this.real = real;
    }

    /** {@code tcp://host:port}. */
    public String address() {
        return address;
    }

    /** Whether it is ClamAV itself. */
    public boolean isReal() {
        return real;
    }

    /** One for all tests of this JVM. */
    public static Clamd get() {
        return Running.CLAMD;
    }

    private static final class Running {

        static final Clamd CLAMD = start();
    }

    private static Clamd start() {
        Optional<Path> program = Stream.of("/usr/sbin/clamd", "/usr/local/sbin/clamd", "/usr/bin/clamd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Optional<Clamd> started = program.flatMap(Clamd::real);
        if (started.isEmpty() && "required".equals(System.getenv("COURSEWARE_TEST_CLAMD"))) {
            throw new IllegalStateException("clamd is required and did not start: " + program);
        }
        Clamd clamd = started.orElseGet(Clamd::standIn);
        System.out.println("[test stack] virus scanner: " + (clamd.real ? "clamd" : "a stand-in, no clamd here"));
        return clamd;
    }

    private static Optional<Clamd> real(Path program) {
        try {
            Path folder = Path.of("target", "clamd").toAbsolutePath();
            FileSystemUtils.deleteRecursively(folder);
            Path data = Files.createDirectories(folder.resolve("data"));
            Files.writeString(data.resolve("own.ndb"), line("Test.Own", SIGNATURE) + line("Test.Eicar", EICAR_START));
            int port = freePort();
            Path settings = Files.writeString(
                    folder.resolve("clamd.conf"),
                    """
                    Foreground yes
                    TCPSocket %d
                    TCPAddr 127.0.0.1
                    DatabaseDirectory %s
                    StreamMaxLength %d
                    MaxThreads 4
                    """
                            .formatted(port, data, MAX_STREAM));
            Process process = new ProcessBuilder(program.toString(), "--config-file=" + settings)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("clamd.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || answers(port));
            return process.isAlive() ? Optional.of(new Clamd("tcp://127.0.0.1:" + port, true)) : Optional.empty();
        } catch (IOException | ConditionTimeoutException unusable) {
            return Optional.empty();
        }
    }

    private static String line(String name, String text) {
        return name + ":0:*:" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII)) + "\n";
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("zPING\0".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII).equals("PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Clamd standIn() {
        try {
            // Lives as long as this JVM.
            @SuppressWarnings("resource")
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> serve(server), "clamd stand-in");
            thread.setDaemon(true);
            thread.start();
            return new Clamd("tcp://127.0.0.1:" + server.getLocalPort(), false);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> answer(socket), "clamd stand-in call");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            DataInputStream data = new DataInputStream(in);
            data.readNBytes("zINSTREAM\0".length());
            StringBuilder bytes = new StringBuilder();
            for (int length = data.readInt(); length > 0; length = data.readInt()) {
                bytes.append(new String(data.readNBytes(length), StandardCharsets.ISO_8859_1));
                if (bytes.length() > MAX_STREAM) {
                    out.write("INSTREAM size limit exceeded. ERROR\0".getBytes(StandardCharsets.US_ASCII));
                    return;
                }
            }
            String verdict = bytes.indexOf(SIGNATURE) >= 0
                    ? "Test.Own.UNOFFICIAL FOUND"
                    : bytes.indexOf(EICAR_START) >= 0 ? "Test.Eicar.UNOFFICIAL FOUND" : "OK";
            out.write(("stream: " + verdict + "\0").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            // The other side will notice.
        }
    }
}
