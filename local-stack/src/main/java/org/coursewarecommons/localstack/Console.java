package org.coursewarecommons.localstack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line per fact, for people who watch: plain text, no colours, no cursor tricks. Safe for several threads. */
public final class Console {

    private final PrintStream out;
    private final long begun = System.nanoTime();

    /** Lines go to {@code out}. */
    public Console(PrintStream out) {
        this.out = out;
    }

    /** Prints one line. */
    public void line(String format, Object... arguments) {
        String text = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    /** Seconds since this console was made, for progress lines. */
    public double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Seconds as people read them: {@code 3.4 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
