import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How fast files get through the API's doors, beside a client's own PUT of as many bytes to the same object store; the
 * three in turn, so that whatever else the machine does hits all alike, and each only when the check of the file before is
 * over. What is compared with is the client's own PUT and the time of one SHA-256 over the bytes. Then what 100 part links cost, and twenty
 * uploads at once. Needs a serving demo on this machine ({@code ./demo --serve}).
 *
 * <p>{@code java bench/UploadRates.java [--mebibytes 16,64] [--rounds 7] [--demo .demo/demo.json]}
 *
 * <p>Exit code 1 when a limit is missed: 70 % of the raw rate, 20 ms for 100 links, every sum right.
 */
public final class UploadRates {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final int WARM_UP = 8;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static String api;
    private static String token;
    private static String s3;
    private static final Properties KEYS = new Properties();
    private static boolean missed;

    private UploadRates() {}

    public static void main(String[] args) throws Exception {
        Path demoFile = Path.of(option(args, "--demo", ".demo/demo.json"));
        String demo = Files.readString(demoFile);
        api = field(demo, "api") + "/api/v1";
        s3 = field(demo, "s3");
        token = field(call(HttpRequest.newBuilder(URI.create(field(demo, "issuer") + "/demo/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + AUTHOR + "\"}"))), "access_token");
        try (Stream<Path> files = Files.walk(demoFile.toAbsolutePath().getParent())) {
            Path keys = files.filter(file -> file.endsWith("s3.credentials")).findFirst().orElseThrow();
            try (var reader = Files.newBufferedReader(keys)) {
                KEYS.load(reader);
            }
        }
        String draft = field(call(authorised(api + "/resources")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\":\"上传速率测量\"}"))), "id");
        int rounds = Integer.parseInt(option(args, "--rounds", "7"));
        System.out.printf(Locale.ROOT, "%-10s %-28s %9s %9s %8s%n", "size", "door", "median ms", "MiB/s", "of raw");
        for (String size : option(args, "--mebibytes", "16,64").split(",")) {
            rates(draft, Integer.parseInt(size.strip()), rounds);
        }
        links(40);
        twentyAtOnce();
        drop(draft);
        System.exit(missed ? 1 : 0);
    }

    private static void rates(String draft, int mebibytes, int rounds) throws Exception {
        double[] raw = new double[rounds];
        double[] summed = new double[rounds];
        double[] form = new double[rounds];
        double[] tus = new double[rounds];
        double[] done = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            byte[] bytes = noise(mebibytes << 20);
            double one = raw(bytes);
            double sum = sum(bytes);
            byte[] second = noise(mebibytes << 20);
            double two = form(draft, second);
            double[] three = tus(noise(mebibytes << 20));
            if (i >= 0) {
                raw[i] = one;
                summed[i] = one + sum;
                form[i] = two;
                tus[i] = three[0];
                done[i] = three[1];
            }
        }
        line(mebibytes, "raw PUT to the store", raw, 0);
        double base = line(mebibytes, "raw PUT + SHA-256", summed, 0);
        limit(line(mebibytes, "form-data, attached", form, base), base);
        limit(line(mebibytes, "tus, last byte answered", tus, base), base);
        line(mebibytes, "tus, a blob (in background)", done, base);
    }

    private static double line(int mebibytes, String door, double[] millis, double base) {
        Arrays.sort(millis);
        double median = millis[millis.length / 2];
        System.out.printf(Locale.ROOT, "%-10s %-28s %9.0f %9.0f %8s%n", mebibytes + " MiB", door, median,
                mebibytes / median * 1000, base == 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * base / median));
        return median;
    }

    private static void limit(double median, double base) {
        missed |= base / median < 0.7;
    }

    /** One pass of SHA-256 with the processor's instructions, as any client would make it. */
    private static double sum(byte[] bytes) throws Exception {
        long begun = System.nanoTime();
        MessageDigest.getInstance("SHA-256").digest(bytes);
        return (System.nanoTime() - begun) / 1e6;
    }

    /** One PUT, signed by header, the payload left out of the signature as clients do for large files. */
    private static double raw(byte[] bytes) throws Exception {
        HttpRequest request = signed("PUT", "/courseware/bench/" + UUID.randomUUID(), BodyPublishers.ofByteArray(bytes));
        long begun = System.nanoTime();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        double millis = (System.nanoTime() - begun) / 1e6;
        require(answer, 200);
        HTTP.send(signed("DELETE", request.uri().getPath(), BodyPublishers.noBody()), BodyHandlers.discarding());
        return millis;
    }

    private static double form(String draft, byte[] bytes) throws Exception {
        String boundary = "----" + UUID.randomUUID();
        HttpRequest request = authorised(api + "/resources/" + draft + "/files")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; "
                                + "filename=\"a.mp4\"\r\nContent-Type: video/mp4\r\n\r\n"),
                        BodyPublishers.ofByteArray(bytes),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .build();
        long begun = System.nanoTime();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        double millis = (System.nanoTime() - begun) / 1e6;
        require(answer, 201);
        // Its check starts a process of its own, which must not take the next measurement's time.
        Pattern unfinished = Pattern.compile("\"state\"\\s*:\\s*\"(PENDING|RUNNING)\"");
        while (unfinished.matcher(call(authorised(api + "/resources/" + draft))).find()) {
            Thread.sleep(100);
        }
        HTTP.send(authorised(api + "/resources/" + draft + "/files/" + field(answer.body(), "fileId")).DELETE().build(),
                BodyHandlers.discarding());
        return millis;
    }

    /** @return until the last byte is acknowledged, until it is a blob */
    private static double[] tus(byte[] bytes) throws Exception {
        String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        long begun = System.nanoTime();
        String location = createTus(bytes.length);
        HttpResponse<String> answer = HTTP.send(tus(api.replace("/api/v1", "") + location)
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(bytes))
                .build(), BodyHandlers.ofString());
        double sent = (System.nanoTime() - begun) / 1e6;
        require(answer, 204);
        String id = location.substring(location.lastIndexOf('/') + 1);
        String state = call(authorised(api + "/uploads/" + id));
        while (state.contains("\"COMPLETING\"")) {
            Thread.sleep(20);
            state = call(authorised(api + "/uploads/" + id));
        }
        double done = (System.nanoTime() - begun) / 1e6;
        if (!field(state, "sha256").equals(expected)) {
            throw new IllegalStateException("another sum: " + state);
        }
        return new double[] {sent, done};
    }

    private static String createTus(long length) throws Exception {
        HttpResponse<String> created = HTTP.send(tus(api + "/tus")
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Metadata", "filename " + Base64.getEncoder().encodeToString("a.mp4".getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.noBody())
                .build(), BodyHandlers.ofString());
        require(created, 201);
        return created.headers().firstValue("Location").orElseThrow();
    }

    private static void links(int rounds) throws Exception {
        double[] opened = new double[rounds];
        double[] renewed = new double[rounds];
        String numbers = String.join(",", IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).toList());
        for (int i = -10; i < rounds; i++) {
            long begun = System.nanoTime();
            String id = field(call(authorised(api + "/uploads")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"name\":\"a.mp4\",\"mediaType\":\"video/mp4\",\"size\":" + (800L << 20) + "}"))),
                    "uploadId");
            long between = System.nanoTime();
            call(authorised(api + "/uploads/" + id + "/parts")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"numbers\":[" + numbers + "]}")));
            long ended = System.nanoTime();
            HTTP.send(authorised(api + "/uploads/" + id).DELETE().build(), BodyHandlers.discarding());
            if (i >= 0) {
                opened[i] = (between - begun) / 1e6;
                renewed[i] = (ended - between) / 1e6;
            }
        }
        Arrays.sort(opened);
        Arrays.sort(renewed);
        System.out.printf(Locale.ROOT, "100 part links: renewed in %.1f ms (median), %.1f ms (p95); opened with the session in "
                + "%.1f ms (median)%n", renewed[rounds / 2], renewed[rounds * 95 / 100], opened[rounds / 2]);
        missed |= renewed[rounds / 2] > 20;
    }

    private static void twentyAtOnce() throws Exception {
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] bytes = noise(16 << 20);
            running.add(CompletableFuture.runAsync(() -> {
                try {
                    tus(bytes);
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }, task -> new Thread(task).start()));
        }
        running.forEach(CompletableFuture::join);
        System.out.printf(Locale.ROOT, "20 uploads of 16 MiB at once by tus: all sums right after %.1f s%n",
                (System.nanoTime() - begun) / 1e9);
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private static void drop(String draft) throws Exception {
        HttpResponse<String> seen = HTTP.send(authorised(api + "/resources/" + draft).build(), BodyHandlers.ofString());
        HTTP.send(authorised(api + "/resources/" + draft)
                .header("If-Match", seen.headers().firstValue("ETag").orElse("*"))
                .DELETE()
                .build(), BodyHandlers.discarding());
    }

    /** AWS signature version 4. */
    private static HttpRequest signed(String method, String path, HttpRequest.BodyPublisher body) throws Exception {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now());
        String scope = time.substring(0, 8) + "/us-east-1/s3/aws4_request";
        String host = URI.create(s3).getAuthority();
        String headers = "host:" + host + "\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:" + time + "\n";
        String names = "host;x-amz-content-sha256;x-amz-date";
        String canonical = method + "\n" + path + "\n\n" + headers + "\n" + names + "\nUNSIGNED-PAYLOAD";
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + KEYS.getProperty("secretKey")).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/")) {
            key = hmac(key, step);
        }
        return HttpRequest.newBuilder(URI.create(s3 + path))
                .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                .header("x-amz-date", time)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + KEYS.getProperty("accessKey") + "/" + scope
                        + ", SignedHeaders=" + names + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign)))
                .method(method, body)
                .build();
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest.Builder tus(String url) {
        return authorised(url).header("Tus-Resumable", "1.0.0");
    }

    private static HttpRequest.Builder authorised(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
    }

    private static void require(HttpResponse<String> answer, int status) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(answer.request().uri().getPath() + " answered " + answer.statusCode() + " " + answer.body());
        }
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
