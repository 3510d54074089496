package org.coursewarecommons.search;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A plain client with a clock, and what is said of many such times. */
final class Timings {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Timings() {}

    static double millis(HttpRequest request) throws Exception {
        long begun = System.nanoTime();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());
        double millis = (System.nanoTime() - begun) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return millis;
    }

    static double at(double[] values, double quantile) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    }

    static void report(String what, double[] millis) {
        print("%-26s median %7.2f  p95 %7.2f  p99 %7.2f ms", what, at(millis, 0.5), at(millis, 0.95), at(millis, 0.99));
    }

    static void print(String format, Object... values) {
        System.out.println("[scale] " + String.format(Locale.ROOT, format, values));
    }
}
