package org.coursewarecommons.localstack.journey;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints the steps as they end, one aligned line each, and counts them. Safe for several threads. */
public final class Steps {

    private static final int NAME = 40;
    private static final int WHO = 17;
    private static final int REQUEST = 46;

    private final Consumer<String> out;
    private int number;
    private int failed;

    /** Lines go to {@code out}. */
    public Steps(Consumer<String> out) {
        this.out = out;
    }

    /** @param request method and path, shortened for people */
    record Line(String name, String who, String request, String status, long millis) {}

    synchronized void heading(String text) {
        out.accept("");
        out.accept("▸ " + text);
    }

    /** A detail of the step before. */
    synchronized void note(String text) {
        out.accept("      " + text);
    }

    synchronized void held(Line line) {
        out.accept(format(line) + "  ok");
    }

    synchronized void failed(Line line, String reason, List<String> details) {
        failed++;
        out.accept(format(line) + "  FAILED: " + reason);
        details.forEach(this::note);
    }

    synchronized int count() {
        return number;
    }

    synchronized int failures() {
        return failed;
    }

    private String format(Line line) {
        number++;
        return String.format(
                Locale.ROOT,
                "%3d  %s  %s  %s  %4s %6d ms",
                number,
                Columns.fit(line.name(), NAME),
                Columns.fit(line.who(), WHO),
                Columns.fit(Columns.shortIds(line.request()), REQUEST),
                line.status(),
                line.millis());
    }
}
