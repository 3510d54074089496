package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The XML parts of an Office file (ECMA-376): what they fetch when somebody opens the file, and what they run. Ordinary
 * links that a person follows by a click are nobody's business.
 */
final class OfficeParts {

    private static final int MAX_FIELDS = 1 << 20;
    private static final int CONTENT_TYPES_READ = 1 << 20;

    /** At the start of a field: {@code DDEAUTO c:\\windows\\… }. */
    private static final Pattern DDE =
            Pattern.compile("^\\s*\"?DDE(AUTO)?\\b", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final Pattern FETCHING_FIELD = Pattern.compile(
            "^\\s*INCLUDE(PICTURE|TEXT)\\s+\"?(https?:|ftp:|file://[^/]|\\\\\\\\)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final Findings findings;

    OfficeParts(Findings findings) {
        this.findings = findings;
    }

    /** @param path of the part for people, {@code name} within its package, {@code part} a copy of its bytes */
    void check(String path, String name, Path part) throws IOException, Rejection {
        String lower = name.toLowerCase(Locale.ROOT);
        requireNoMacroPart(lower, path);
        if (!lower.endsWith(".xml") && !lower.endsWith(".rels")) {
            return;
        }
        if (lower.equals("[content_types].xml")) {
            contentTypes(path, part);
        }
        try (InputStream bytes = Files.newInputStream(part)) {
            XMLStreamReader xml = SafeXml.reader(bytes);
            // Sheets are long and say what they fetch elsewhere: in the parts that they link.
            read(xml, path, lower.endsWith(".rels"), lower.startsWith("xl/worksheets/sheet"));
        } catch (XMLStreamException malformed) {
            if (lower.endsWith(".rels") || lower.equals("[content_types].xml")) {
                throw Rejection.failed("unreadable", path);
            }
            // Whether the text can be read is asked when it is taken out.
        }
    }

    private void requireNoMacroPart(String lower, String path) throws Rejection {
        if (lower.endsWith("vbaproject.bin")
                || lower.endsWith("vbadata.xml")
                || lower.contains("/macrosheets/")
                || lower.contains("/intlmacrosheets/")
                || lower.contains("/dialogsheets/")) {
            throw Rejection.quarantined("macro", path);
        }
        if (lower.contains("/activex/") && lower.endsWith(".bin")) {
            findings.review("active-content", path);
        }
    }

    private static void contentTypes(String path, Path part) throws IOException, Rejection {
        if (Files.size(part) > CONTENT_TYPES_READ) {
            throw Rejection.failed("archive-limit", path + " > " + CONTENT_TYPES_READ);
        }
        String declared = new String(Files.readAllBytes(part), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        if (declared.contains("macroenabled") || declared.contains("vbaproject") || declared.contains("macrosheet")) {
            throw Rejection.quarantined("macro", path);
        }
    }

    private void read(XMLStreamReader xml, String path, boolean relationships, boolean onlyStart)
            throws XMLStreamException, Rejection {
        StringBuilder fields = new StringBuilder();
        boolean inField = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw Rejection.failed("xml-entity", path);
                case XMLStreamConstants.START_ELEMENT -> {
                    if (onlyStart) {
                        return;
                    }
                    inField = xml.getLocalName().equals("instrText");
                    element(xml, path, relationships, fields);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (inField && fields.length() < MAX_FIELDS) {
                        fields.append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> inField = false;
                default -> {
                    // Comments and the like.
                }
            }
        }
        fields(fields, path);
    }

    private void element(XMLStreamReader xml, String path, boolean relationships, StringBuilder fields)
            throws Rejection {
        switch (xml.getLocalName()) {
            case "Relationship" -> {
                if (relationships) {
                    relationship(xml, path);
                }
            }
            // One field's words are often spread over several runs.
            case "fldChar" -> fields.append('\n');
            case "fldSimple" ->
                fields.append('\n').append(attribute(xml, "instr")).append('\n');
            case "ddeLink" ->
                throw Rejection.quarantined(
                        "dde", path + ": " + attribute(xml, "ddeService") + "|" + attribute(xml, "ddeTopic"));
            case "definedName" -> {
                String name = attribute(xml, "name").toLowerCase(Locale.ROOT);
                if (name.startsWith("_xlnm.auto_") || name.startsWith("auto_open") || name.startsWith("auto_close")) {
                    throw Rejection.quarantined("macro", path + ": " + name);
                }
            }
            default -> action(attribute(xml, "action"), path);
        }
    }

    /** What a shape on a slide does when it is clicked or passed over. */
    private static void action(String action, String path) throws Rejection {
        if (action.startsWith("ppaction://program")) {
            throw Rejection.quarantined("launch", path + ": " + action);
        }
        if (action.startsWith("ppaction://macro")) {
            throw Rejection.quarantined("macro", path + ": " + action);
        }
    }

    private void fields(StringBuilder fields, String path) throws Rejection {
        if (DDE.matcher(fields).find()) {
            throw Rejection.quarantined("dde", path);
        }
        if (FETCHING_FIELD.matcher(fields).find()) {
            findings.review("external-reference", path);
        }
    }

    private void relationship(XMLStreamReader xml, String path) throws Rejection {
        String type = attribute(xml, "Type");
        type = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String target = attribute(xml, "Target").strip();
        String found = path + ": " + type + " " + target;
        if (type.equals("vbaproject") || type.contains("macrosheet")) {
            throw Rejection.quarantined("macro", found);
        }
        if (!attribute(xml, "TargetMode").equalsIgnoreCase("External")) {
            return;
        }
        String lower = target.toLowerCase(Locale.ROOT);
        if (lower.startsWith("javascript:") || lower.startsWith("vbscript:") || lower.startsWith("mhtml:")) {
            throw Rejection.quarantined("external-code", found);
        }
        boolean remote = isRemote(lower);
        switch (type) {
            case "hyperlink" -> {
                if (isOtherMachine(lower)) {
                    // Opening it sends the reader's Windows password, hashed, to that machine.
                    findings.review("external-reference", found);
                }
            }
            case "attachedtemplate",
                    "oleobject",
                    "frame",
                    "subdocument",
                    "package",
                    "afchunk",
                    "control",
                    "externallink" -> {
                if (remote) {
                    throw Rejection.quarantined("external-code", found);
                }
                findings.review("external-reference", found);
            }
            default -> findings.review("external-reference", found);
        }
    }

    private static boolean isRemote(String target) {
        return target.matches("^(https?|ftps?|smb|webdav|ms-[a-z]+):.*") || isOtherMachine(target);
    }

    /** {@code \\host\share}, {@code file://host/…}, but not {@code file:///C:/…}. */
    private static boolean isOtherMachine(String target) {
        return target.startsWith("\\\\")
                || target.startsWith("//")
                || target.matches("^file:(//[^/].*|/{4,}.*|\\\\\\\\.*|///\\\\\\\\.*)");
    }

    private static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equalsIgnoreCase(name)) {
                @Nullable String value = xml.getAttributeValue(i);
                return value == null ? "" : value;
            }
        }
        return "";
    }
}
