package org.coursewarecommons.localstack.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came out, line by line in a fixed order. Nothing of it depends on the wall clock or on the system's ids. */
final class Figures {

    private static final int NAME = 44;

    private final List<String> lines = new ArrayList<>();

    void heading(String text) {
        lines.add("");
        lines.add("▸ " + text);
    }

    Figures put(String name, long value) {
        return put(name, Long.toString(value));
    }

    /** To three decimals: more would be about rounding, not about the district. */
    Figures put(String name, double value) {
        return put(name, String.format(Locale.ROOT, "%.3f", value));
    }

    Figures put(String name, String value) {
        lines.add("  " + name + " ".repeat(Math.max(1, NAME - width(name))) + value);
        return this;
    }

    Figures put(String prefix, Map<String, Long> counts) {
        counts.forEach((key, value) -> put(prefix + key, value));
        return this;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Equal for equal figures. */
    String digest() {
        try {
            byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A Chinese character takes the room of two Latin ones. */
    private static int width(String text) {
        return text.codePoints().map(point -> point >= 0x2E80 ? 2 : 1).sum();
    }
}
