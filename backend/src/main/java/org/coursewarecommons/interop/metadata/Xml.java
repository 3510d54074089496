package org.coursewarecommons.interop.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Writes XML 1.0 in order; what the standard has no character for is left out. */
public final class Xml {

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** Starts an element. @param attributes names and values in turn; one without a value is left out */
    public Xml open(String name, @Nullable String... attributes) {
        start(name, attributes);
        text.append('>');
        open.push(name);
        return this;
    }

    /** An element with a text; nothing at all when there is no text. */
    public Xml leaf(String name, @Nullable String value, @Nullable String... attributes) {
        if (value != null && !value.isBlank()) {
            start(name, attributes);
            text.append('>');
            escape(value);
            text.append("</").append(name).append('>');
        }
        return this;
    }

    /** An element without content. */
    public Xml empty(String name, @Nullable String... attributes) {
        start(name, attributes);
        text.append("/>");
        return this;
    }

    /** Ends the element that was started last. */
    public Xml close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /** The whole document. */
    public byte[] bytes() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void start(String name, @Nullable String... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                text.append(' ').append(attributes[i]).append("=\"");
                escape(value);
                text.append('"');
            }
        }
    }

    private void escape(String value) {
        value.codePoints().filter(Xml::isAllowed).forEach(character -> {
            switch (character) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                // Else a reader takes it for the end of a line.
                case '\r' -> text.append("&#13;");
                default -> text.appendCodePoint(character);
            }
        });
    }

    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
