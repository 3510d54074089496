import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What reading a resource costs beyond an empty answer of the same server: both are asked in turn, so that whatever else
 * the machine does hits both alike. One caller, one connection. Needs a serving demo ({@code ./demo --serve}).
 *
 * <p>{@code java bench/ReadLatency.java [--rounds 2000] [--demo .demo/demo.json]}
 */
public final class ReadLatency {

    private static final String READER = "T-JHS-005-01";
    private static final int WARM_UP = 500;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ReadLatency() {}

    public static void main(String[] args) throws Exception {
        String demo = Files.readString(Path.of(option(args, "--demo", ".demo/demo.json")));
        int rounds = Integer.parseInt(option(args, "--rounds", "2000"));
        String token = field(call(HttpRequest.newBuilder(URI.create(field(demo, "issuer") + "/demo/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + READER + "\"}"))), "access_token");
        String resources = field(demo, "api") + "/api/v1/resources";
        String id = field(call(authorised(resources, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\":\"读取延迟测量\",\"subject\":\"SX\",\"stage\":\"PRIMARY\"}"))), "id");

        HttpRequest empty = HttpRequest.newBuilder(
                        URI.create(field(demo, "health").replace("readiness", "liveness")))
                .build();
        HttpRequest read = authorised(resources + "/" + id, token).build();
        double[] emptyMicros = new double[rounds];
        double[] readMicros = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            double one = micros(empty);
            double other = micros(read);
            if (i >= 0) {
                emptyMicros[i] = one;
                readMicros[i] = other;
            }
        }
        report(emptyMicros, readMicros);
        drop(read, token);
    }

    private static void report(double[] empty, double[] read) {
        Arrays.sort(empty);
        Arrays.sort(read);
        System.out.printf(Locale.ROOT, "%-28s %10s %10s%n", "microseconds", "median", "p95");
        System.out.printf(Locale.ROOT, "%-28s %10.0f %10.0f%n", "empty endpoint (liveness)", at(empty, 0.5), at(empty, 0.95));
        System.out.printf(Locale.ROOT, "%-28s %10.0f %10.0f%n", "GET /resources/{id}", at(read, 0.5), at(read, 0.95));
        System.out.printf(Locale.ROOT, "%-28s %10.2f %10.2f%n", "ratio",
                at(read, 0.5) / at(empty, 0.5), at(read, 0.95) / at(empty, 0.95));
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    }

    private static double micros(HttpRequest request) throws Exception {
        long begun = System.nanoTime();
        HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
        long nanos = System.nanoTime() - begun;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode());
        }
        return nanos / 1e3;
    }

    private static void drop(HttpRequest read, String token) throws Exception {
        String eTag = HTTP.send(read, BodyHandlers.discarding()).headers().firstValue("ETag").orElse("*");
        HTTP.send(authorised(read.uri().toString(), token).header("If-Match", eTag).DELETE().build(), BodyHandlers.discarding());
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
