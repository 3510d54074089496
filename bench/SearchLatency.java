import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of hits (20 hits, 5 facets, permissions, highlights) costs beyond the same request sent to the engine, and how
 * long completions take. Page and engine are asked in turn, so that whatever else the machine does hits both alike. One caller.
 * Needs a serving demo ({@code ./demo --serve}).
 *
 * <p>{@code java bench/SearchLatency.java [--rounds 400] [--demo .demo/demo.json]}. Exit code 1 when the page's p95 is more
 * than 10 ms or 1.5 times above the engine's, or completions need more than 30 ms at p95.
 */
public final class SearchLatency {

    private static final String STEWARD = "D-01";
    private static final int WARM_UP = 100;
    private static final String FACETS = "&limit=20&facets=subject,grade,type,stage,edition";
    private static final List<String> QUERIES = List.of(
            "分数的初步认识", "三年级数学课件", "社团", "fenshu", "集体备课", "欧姆定律 实验", "教案", "拼音 一年级", "观察", "drx");
    private static final List<String> TYPED = List.of("分", "分数", "fen", "fens", "fs", "圆", "yuan", "三年", "she", "实验");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SearchLatency() {}

    public static void main(String[] args) throws Exception {
        String demo = Files.readString(Path.of(option(args, "--demo", ".demo/demo.json")));
        int rounds = Integer.parseInt(option(args, "--rounds", "400"));
        String token = field(call(HttpRequest.newBuilder(URI.create(field(demo, "issuer") + "/demo/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + STEWARD + "\"}"))), "access_token");
        String api = field(demo, "api") + "/api/v1/";
        URI engine = URI.create(field(demo, "elasticsearch") + "/resources/_search");
        double[] raw = new double[rounds];
        double[] page = new double[rounds];
        double[] completion = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            String query = "?q=" + utf8(QUERIES.get(Math.floorMod(i, QUERIES.size()))) + FACETS;
            String explanation = call(authorised(api + "admin/search/explanation" + query, token));
            String body = explanation.substring(explanation.indexOf("\"request\":") + 10, explanation.length() - 1);
            double one = micros(HttpRequest.newBuilder(engine)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build());
            double other = micros(authorised(api + "search" + query, token).build());
            double third = micros(authorised(api + "search/suggestions?q=" + utf8(TYPED.get(Math.floorMod(i, TYPED.size()))), token)
                    .build());
            if (i >= 0) {
                raw[i] = one;
                page[i] = other;
                completion[i] = third;
            }
        }
        System.exit(report(raw, page, completion) ? 0 : 1);
    }

    private static boolean report(double[] raw, double[] page, double[] completion) {
        print("engine, same request", raw);
        print("GET /search", page);
        print("GET /search/suggestions", completion);
        double more = quantile(page, 0.95) - quantile(raw, 0.95);
        double ratio = quantile(page, 0.95) / quantile(raw, 0.95);
        System.out.printf(Locale.ROOT, "page - engine at p95: %.1f ms, %.2f times%n", more / 1000, ratio);
        return more <= 10_000 && ratio <= 1.5 && quantile(completion, 0.95) <= 30_000;
    }

    private static void print(String what, double[] micros) {
        Arrays.sort(micros);
        System.out.printf(Locale.ROOT, "%-24s p50 %6.1f  p95 %6.1f  p99 %6.1f ms%n", what,
                quantile(micros, 0.5) / 1000, quantile(micros, 0.95) / 1000, quantile(micros, 0.99) / 1000);
    }

    private static double quantile(double[] sorted, double q) {
        return sorted[Math.min(sorted.length - 1, (int) (q * sorted.length))];
    }

    private static double micros(HttpRequest request) throws Exception {
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
        double micros = (System.nanoTime() - start) / 1000.0;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + " → " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return micros;
    }

    private static HttpRequest.Builder authorised(String uri, String token) {
        return HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + token);
    }

    private static String call(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.uri() + " → " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException(name + " is missing: " + json);
        }
        return matcher.group(1);
    }

    private static String option(String[] args, String name, String otherwise) {
        int at = Arrays.asList(args).indexOf(name);
        return at < 0 ? otherwise : args[at + 1];
    }
}
