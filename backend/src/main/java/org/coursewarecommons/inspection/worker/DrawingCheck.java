package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** SVG is a drawing and a program in one; this looks for the program and for what the drawing fetches by itself. */
final class DrawingCheck {

    private static final Pattern REMOTE = Pattern.compile("^\\s*(https?:)?//.+", Pattern.CASE_INSENSITIVE);
    private static final Pattern REMOTE_STYLE =
            Pattern.compile("(@import\\s+|url\\(\\s*)[\"']?((https?:)?//[^\"')\\s]+)", Pattern.CASE_INSENSITIVE);

    private DrawingCheck() {}

    /**
     * @param script what runs, null when nothing does
     * @param fetched what is loaded from another host without a click, null when nothing is
     */
    record Seen(@Nullable String script, @Nullable String fetched) {}

    static Seen look(Path drawing) throws IOException {
        String script = null;
        String fetched = null;
        try (InputStream bytes = Files.newInputStream(drawing)) {
            XMLStreamReader xml = SafeXml.reader(bytes);
            boolean style = false;
            while (xml.hasNext() && (script == null || fetched == null)) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    style = xml.getLocalName().equals("style");
                    script = script == null ? script(xml) : script;
                    fetched = fetched == null ? fetched(xml) : fetched;
                } else if (event == XMLStreamConstants.CHARACTERS && style && fetched == null) {
                    Matcher remote = REMOTE_STYLE.matcher(xml.getText());
                    fetched = remote.find() ? "style " + remote.group(2) : null;
                }
            }
        } catch (XMLStreamException malformed) {
            // No viewer draws it either; but one that is more lenient may run it.
            script = script == null ? leniently(drawing) : script;
        }
        return new Seen(script, fetched);
    }

    private static @Nullable String script(XMLStreamReader xml) {
        String name = xml.getLocalName().toLowerCase(Locale.ROOT);
        if (name.equals("script") || name.equals("foreignobject") || name.equals("handler")) {
            return "<" + xml.getLocalName() + ">";
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String attribute = xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            String value =
                    xml.getAttributeValue(i).replaceAll("[\\s\\p{Cntrl}]", "").toLowerCase(Locale.ROOT);
            if (attribute.startsWith("on") && attribute.length() > 3) {
                return attribute;
            }
            // Animations may set a link's target later, so every attribute counts.
            if (value.startsWith("javascript:")
                    || value.startsWith("vbscript:")
                    || value.startsWith("data:text/html")) {
                return attribute + "=" + xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private static @Nullable String fetched(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String attribute = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            boolean link = attribute.equals("href") || attribute.equals("src");
            if (link && !xml.getLocalName().equals("a") && REMOTE.matcher(value).matches()) {
                return xml.getLocalName() + " " + value;
            }
            Matcher style = REMOTE_STYLE.matcher(value);
            if (style.find()) {
                return attribute + " " + style.group(2);
            }
        }
        return null;
    }

    private static @Nullable String leniently(Path drawing) throws IOException {
        try (InputStream bytes = Files.newInputStream(drawing)) {
            String text = new String(bytes.readNBytes(PageCheck.READ), java.nio.charset.StandardCharsets.UTF_8)
                    .toLowerCase(Locale.ROOT);
            Matcher active = Pattern.compile("<\\s*script|<\\s*foreignobject|javascript:|\\son\\w{3,}\\s*=")
                    .matcher(text);
            return active.find() ? active.group().strip() : null;
        }
    }
}
