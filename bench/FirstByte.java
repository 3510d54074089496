import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the first byte of a download comes, and how fast the rest: through the API's door and straight from the store by a
 * signed link, asked in turn so that whatever else the machine does hits both alike. One caller. Needs a serving demo
 * ({@code ./demo --serve}).
 *
 * <p>{@code java bench/FirstByte.java [--rounds 200] [--mebibytes 64] [--demo .demo/demo.json]}
 *
 * <p>Exit code 1 when the door's median first byte comes more than 10 ms after the store's.
 */
public final class FirstByte {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final double ALLOWED_MILLIS = 10;
    private static final int WARM_UP = 30;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private FirstByte() {}

    private record Fetch(double firstMillis, double mebibytesPerSecond) {}

    public static void main(String[] args) throws Exception {
        String demo = Files.readString(Path.of(option(args, "--demo", ".demo/demo.json")));
        int rounds = Integer.parseInt(option(args, "--rounds", "200"));
        int size = Integer.parseInt(option(args, "--mebibytes", "64")) << 20;
        String api = field(demo, "api") + "/api/v1";
        String token = field(call(HttpRequest.newBuilder(URI.create(field(demo, "issuer") + "/demo/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + AUTHOR + "\"}"))), "access_token");
        String id = field(call(authorised(api + "/resources", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\":\"下载测量\"}"))), "id");
        String small = published(api, token);
        if (small.isEmpty()) {
            System.out.println("nothing with a file is published: measured on a draft's file, which counts no use");
            small = attach(api, id, token, 100_000);
        }
        String large = attach(api, id, token, size);

        double[] rawFirst = new double[rounds];
        double[] doorFirst = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            HttpRequest raw = link(small, token);
            Fetch one = fetch(raw);
            Fetch other = fetch(authorised(small, token).build());
            if (i >= 0) {
                rawFirst[i] = one.firstMillis();
                doorFirst[i] = other.firstMillis();
            }
        }
        int largeRounds = Math.max(5, rounds / 20);
        double[] rawRate = new double[largeRounds];
        double[] doorRate = new double[largeRounds];
        for (int i = -1; i < largeRounds; i++) {
            HttpRequest raw = link(large, token);
            Fetch one = fetch(raw);
            Fetch other = fetch(authorised(large, token).build());
            if (i >= 0) {
                rawRate[i] = one.mebibytesPerSecond();
                doorRate[i] = other.mebibytesPerSecond();
            }
        }
        boolean held = report(rawFirst, doorFirst, rawRate, doorRate, size >> 20);
        HTTP.send(authorised(api + "/resources/" + id, token).header("If-Match", eTag(api, id, token)).DELETE().build(),
                BodyHandlers.discarding());
        System.exit(held ? 0 : 1);
    }

    private static boolean report(double[] rawFirst, double[] doorFirst, double[] rawRate, double[] doorRate, int size) {
        for (double[] all : new double[][] {rawFirst, doorFirst, rawRate, doorRate}) {
            Arrays.sort(all);
        }
        System.out.printf(Locale.ROOT, "%-34s %9s %9s%n", "", "median", "p95");
        System.out.printf(Locale.ROOT, "%-34s %9.1f %9.1f%n", "first byte from the store, ms", at(rawFirst, .5), at(rawFirst, .95));
        System.out.printf(Locale.ROOT, "%-34s %9.1f %9.1f%n", "first byte through the door, ms", at(doorFirst, .5), at(doorFirst, .95));
        System.out.printf(Locale.ROOT, "%-34s %9.0f%n", size + " MiB from the store, MiB/s", at(rawRate, .5));
        System.out.printf(Locale.ROOT, "%-34s %9.0f%n", size + " MiB through the door, MiB/s", at(doorRate, .5));
        double more = at(doorFirst, .5) - at(rawFirst, .5);
        System.out.printf(Locale.ROOT, "the door's first byte comes %.1f ms later (%.0f allowed); its rate is %.0f %%%n",
                more, ALLOWED_MILLIS, 100 * at(doorRate, .5) / at(rawRate, .5));
        return more <= ALLOWED_MILLIS;
    }

    /** To the end, in the pieces in which it comes. */
    private static Fetch fetch(HttpRequest request) throws Exception {
        long begun = System.nanoTime();
        HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200 || body.read() < 0) {
                throw new IOException(request.uri() + " answered " + answer.statusCode());
            }
            long first = System.nanoTime();
            byte[] buffer = new byte[64 << 10];
            long size = 1;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Fetch((first - begun) / 1e6, size / seconds / (1 << 20));
        }
    }

    /** Asked for outside the measured time. */
    private static HttpRequest link(String content, String token) throws Exception {
        HttpResponse<Void> redirect = HTTP.send(authorised(content + "?redirect=true", token).build(), BodyHandlers.discarding());
        return HttpRequest.newBuilder(URI.create(redirect.headers().firstValue("Location").orElseThrow())).build();
    }

    /** @return the address of the file's bytes; the owner gets them whatever the check says */
    private static String attach(String api, String id, String token, int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        String boundary = "----" + UUID.randomUUID();
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        String file = field(call(authorised(api + "/resources/" + id + "/files", token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(BodyPublishers.ofByteArray(head), BodyPublishers.ofByteArray(bytes),
                        BodyPublishers.ofByteArray(tail)))), "fileId");
        return api + "/resources/" + id + "/files/" + file + "/content";
    }

    /** The bytes of a file that somebody has published, so that each download is counted; empty when there is none. */
    private static String published(String api, String token) throws Exception {
        String found = call(authorised(api + "/search?q=%E5%88%86%E6%95%B0&limit=20", token));
        Matcher ids = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"").matcher(found);
        while (ids.find()) {
            HttpResponse<String> resource =
                    HTTP.send(authorised(api + "/resources/" + ids.group(1), token).build(), BodyHandlers.ofString());
            String file = resource.statusCode() == 200 ? field(resource.body(), "fileId") : "";
            if (!file.isEmpty()) {
                return api + "/resources/" + ids.group(1) + "/files/" + file + "/content";
            }
        }
        return "";
    }

    private static String eTag(String api, String id, String token) throws Exception {
        return HTTP.send(authorised(api + "/resources/" + id, token).build(), BodyHandlers.discarding())
                .headers().firstValue("ETag").orElse("*");
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    }

    private static HttpRequest.Builder authorised(String url, String token) {
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
