import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends one large file through one of the API's doors (a form, tus, or signed part links) and watches the backend's heap:
 * bytes must be streamed, never held. Needs a serving demo on this machine ({@code ./demo --serve}) and Linux.
 *
 * <p>{@code java bench/LargeUpload.java [--door form|tus|parts] [--mebibytes 2048] [--pid <backend>] [--demo .demo/demo.json]}
 *
 * <p>Exit code 1 when the upload fails, the checksum differs, or the live heap grew by more than 64 MiB.
 */
public final class LargeUpload {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final long GROWTH_ALLOWED = 64L << 20;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LargeUpload() {}

    public static void main(String[] args) throws Exception {
        String demo = Files.readString(Path.of(option(args, "--demo", ".demo/demo.json")));
        String api = field(demo, "api") + "/api/v1";
        long size = Long.parseLong(option(args, "--mebibytes", "2048")) << 20;
        long pid = Long.parseLong(option(args, "--pid", String.valueOf(backend())));
        String token = token(field(demo, "issuer"));
        String id = field(call(request(api + "/resources", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\":\"大文件上传测量\"}"))), "id");

        long liveBefore = liveHeap(pid);
        print("before", liveBefore, pid);
        Sampler sampler = new Sampler(pid);
        sampler.start();
        long begun = System.nanoTime();
        Noise noise = new Noise(size);
        String door = option(args, "--door", "form");
        HttpResponse<String> answer = switch (door) {
            case "form" -> form(api, token, id, noise, size);
            case "tus" -> tus(api, token, noise, size);
            case "parts" -> parts(api, token, noise, size);
            default -> throw new IllegalArgumentException("no door " + door);
        };
        double seconds = (System.nanoTime() - begun) / 1e9;
        sampler.finish();
        long liveAfter = liveHeap(pid);
        print("after", liveAfter, pid);

        boolean stored = answer.statusCode() / 100 == 2 && field(answer.body(), "sha256").equals(noise.sha256());
        System.out.printf(Locale.ROOT, "upload   %d MiB in %.1f s = %.0f MiB/s, status %d, SHA-256 %s%n",
                size >> 20, seconds, (size >> 20) / seconds, answer.statusCode(), stored ? "agrees" : "DIFFERS");
        System.out.printf(Locale.ROOT, "during   %d samples: heap used at most %d MiB (garbage included), resident at most %d MiB%n",
                sampler.samples, sampler.maxHeap >> 20, sampler.maxResident >> 20);
        System.out.printf(Locale.ROOT, "live heap grew by %.1f MiB%n", (liveAfter - liveBefore) / (double) (1 << 20));
        if (!stored) {
            System.out.println(answer.body());
        }
        drop(api + "/resources/" + id, token);
        System.exit(stored && liveAfter - liveBefore <= GROWTH_ALLOWED ? 0 : 1);
    }

    /** Random bytes made on the way, with their checksum. */
    private static final class Noise extends InputStream {
        private final byte[] block = new byte[1 << 20];
        private final MessageDigest digest;
        private long left;
        private long sent;

        Noise(long size) throws Exception {
            new Random(2026).nextBytes(block);
            digest = MessageDigest.getInstance("SHA-256");
            left = size;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in blocks");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int from = (int) (sent % block.length);
            int count = (int) Math.min(Math.min(length, left), block.length - from);
            System.arraycopy(block, from, into, offset, count);
            digest.update(into, offset, count);
            left -= count;
            sent += count;
            return count;
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static HttpResponse<String> form(String api, String token, String id, InputStream bytes, long size)
            throws Exception {
        String boundary = "----" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.mp4\"\r\n"
                + "Content-Type: video/mp4\r\n\r\n";
        return HTTP.send(
                request(api + "/resources/" + id + "/files", token)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.concat(
                                BodyPublishers.ofString(head),
                                stream(bytes, size),
                                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                        .build(),
                BodyHandlers.ofString());
    }

    /** One request for all bytes. */
    private static HttpResponse<String> tus(String api, String token, InputStream bytes, long size) throws Exception {
        String name = Base64.getEncoder().encodeToString("large.mp4".getBytes(StandardCharsets.UTF_8));
        String location = HTTP.send(
                        request(api + "/tus", token)
                                .header("Tus-Resumable", "1.0.0")
                                .header("Upload-Length", Long.toString(size))
                                .header("Upload-Metadata", "filename " + name)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .headers().firstValue("Location").orElseThrow();
        HttpResponse<String> sent = HTTP.send(
                request(api.replace("/api/v1", "") + location, token)
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", stream(bytes, size))
                        .build(),
                BodyHandlers.ofString());
        return sent.statusCode() == 204 ? ended(api, token, location.substring(location.lastIndexOf('/') + 1)) : sent;
    }

    /** Waits for the completion, so that it is measured too. */
    private static HttpResponse<String> ended(String api, String token, String id) throws Exception {
        while (true) {
            HttpResponse<String> session = HTTP.send(request(api + "/uploads/" + id, token).build(), BodyHandlers.ofString());
            if (!session.body().contains("\"COMPLETING\"")) {
                return session;
            }
            Thread.sleep(200);
        }
    }

    private static HttpResponse<String> parts(String api, String token, InputStream bytes, long size) throws Exception {
        HttpRequest.Builder wanted = request(api + "/uploads", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"large.mp4\",\"mediaType\":\"video/mp4\",\"size\":" + size + "}"));
        String opened = call(wanted);
        Matcher partSize = Pattern.compile("\"partSize\"\\s*:\\s*(\\d+)").matcher(opened);
        partSize.find();
        long length = Long.parseLong(partSize.group(1));
        StringBuilder list = new StringBuilder();
        Matcher url = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]*)\"").matcher(opened);
        for (int number = 1; url.find(); number++) {
            long count = Math.min(length, size - (number - 1) * length);
            byte[] part = bytes.readNBytes((int) count);
            HttpResponse<String> put = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url.group(1))).PUT(BodyPublishers.ofByteArray(part)).build(),
                    BodyHandlers.ofString());
            String eTag = put.headers().firstValue("ETag").orElseThrow().replace("\"", "");
            list.append(number == 1 ? "" : ",").append("{\"number\":" + number + ",\"etag\":\"" + eTag + "\"}");
        }
        return HTTP.send(
                request(api + "/uploads/" + field(opened, "uploadId") + "/completion", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"parts\":[" + list + "]}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static BodyPublisher stream(InputStream bytes, long size) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> bytes), size);
    }

    /** Looks at the backend twice a second. */
    private static final class Sampler extends Thread {
        private final long pid;
        private volatile boolean ended;
        private long maxHeap;
        private long maxResident;
        private int samples;

        Sampler(long pid) {
            this.pid = pid;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (!ended) {
                    maxHeap = Math.max(maxHeap, heapUsed(pid));
                    maxResident = Math.max(maxResident, resident(pid));
                    samples++;
                    Thread.sleep(500);
                }
            } catch (IOException | InterruptedException stop) {
                System.out.println("sampling ended early: " + stop);
            }
        }

        void finish() throws InterruptedException {
            ended = true;
            join();
        }
    }

    /** What is left after a full collection. */
    private static long liveHeap(long pid) throws IOException {
        run("jcmd", String.valueOf(pid), "GC.run");
        return heapUsed(pid);
    }

    /** Sums the generations; metaspace is not heap. */
    private static long heapUsed(long pid) throws IOException {
        long kibibytes = 0;
        for (String line : run("jcmd", String.valueOf(pid), "GC.heap_info").split("\n")) {
            Matcher used = Pattern.compile("total \\d+K, used (\\d+)K").matcher(line);
            if (used.find()) {
                kibibytes += Long.parseLong(used.group(1));
            }
        }
        return kibibytes << 10;
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return 0;
    }

    private static void print(String when, long live, long pid) throws IOException {
        System.out.printf(Locale.ROOT, "%-8s live heap %d MiB, resident %d MiB (process %d)%n",
                when, live >> 20, resident(pid) >> 20, pid);
    }

    private static long backend() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").matches(".*backend[^ ]*\\.jar.*"))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no backend runs here; start ./demo --serve, or say --pid"));
    }

    private static String run(String... command) throws IOException {
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes());
    }

    private static String token(String issuer) throws Exception {
        return field(call(HttpRequest.newBuilder(URI.create(issuer + "/demo/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + AUTHOR + "\"}"))), "access_token");
    }

    private static void drop(String resource, String token) throws Exception {
        String eTag = HTTP.send(request(resource, token).build(), BodyHandlers.discarding())
                .headers().firstValue("ETag").orElse("*");
        HTTP.send(request(resource, token).header("If-Match", eTag).DELETE().build(), BodyHandlers.discarding());
    }

    private static HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
    }

    private static String call(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.request().uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** The first text of this name; enough for these answers, and a single file needs no library. */
    private static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        return found.find() ? found.group(1) : "";
    }

    private static String option(String[] args, String name, String otherwise) {
        int at = Arrays.asList(args).indexOf(name);
        return at < 0 ? otherwise : args[at + 1];
    }
}
