package org.coursewarecommons.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds SVG as text: escaped, with short numbers, and with lines that fit a width. */
final class SvgText {

    static final int SIZE = 12;
    private static final int LINE = 15;

    private final StringBuilder out = new StringBuilder(16_384);

    /** A start tag with attributes, which come as name and value in turn. */
    SvgText open(String element, Object... attributes) {
        tag(element, attributes);
        out.append(">\n");
        return this;
    }

    SvgText empty(String element, Object... attributes) {
        tag(element, attributes);
        out.append("/>\n");
        return this;
    }

    SvgText close(String element) {
        out.append("</").append(element).append(">\n");
        return this;
    }

    SvgText element(String element, String text, Object... attributes) {
        tag(element, attributes);
        out.append('>').append(escaped(text)).append("</").append(element).append(">\n");
        return this;
    }

    /** Lines below each other, centred at x; the block's middle is at y. */
    SvgText centred(String text, double x, double y, double width, Object... attributes) {
        List<String> lines = wrapped(text, width);
        double top = y - (lines.size() - 1) * LINE / 2.0 + SIZE * 0.36;
        return lines(lines, x, top, attributes);
    }

    /** Lines below each other, centred at x; the first line's top is at y. */
    SvgText below(String text, double x, double y, double width, Object... attributes) {
        return lines(wrapped(text, width), x, y + SIZE * 0.9, attributes);
    }

    private SvgText lines(List<String> lines, double x, double top, Object... attributes) {
        tag("text", attributes);
        out.append(" text-anchor=\"middle\">");
        for (int i = 0; i < lines.size(); i++) {
            out.append("<tspan x=\"")
                    .append(number(x))
                    .append("\" y=\"")
                    .append(number(top + i * LINE))
                    .append("\">")
                    .append(escaped(lines.get(i)))
                    .append("</tspan>");
        }
        out.append("</text>\n");
        return this;
    }

    /** A Chinese character is as wide as the type is high, anything else about half. */
    static double width(String text) {
        return text.codePoints()
                .mapToDouble(c -> c < 0x2E80 ? SIZE * 0.56 : SIZE)
                .sum();
    }

    static List<String> wrapped(String text, double width) {
        List<String> lines = new ArrayList<>();
        int count = Math.max(1, (int) Math.ceil(width(text) / width));
        double even = Math.max(width(text) / count, SIZE);
        StringBuilder line = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            String next = Character.toString(c);
            boolean full = width(line + next) > width || (lines.size() < count - 1 && width(line.toString()) >= even);
            if (full && line.length() > 0) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(next);
        }
        lines.add(line.toString().strip());
        return lines;
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void tag(String element, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(value instanceof Number number ? number(number.doubleValue()) : escaped(value.toString()))
                    .append('"');
        }
    }
}
