package org.coursewarecommons.inspection.worker;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The only XML reader of the rules: no document type, no entities but the five, nothing fetched from anywhere. */
final class SafeXml {

    private static final XMLInputFactory FACTORY = factory();

    private static final int MAX_ENTITY = 500;
    /** Percent sign of a parameter entity, name, value; without a value it comes from elsewhere. */
    private static final Pattern ENTITY =
            Pattern.compile("<!ENTITY\\s+(%\\s*)?([^\\s\"'>]+)\\s*(?:[\"']([^\"'>]*)[\"'])?");

    private SafeXml() {}

    private static XMLInputFactory factory() {
        // The JDK's own, whatever else lies on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("refused to fetch " + systemId);
        });
        return factory;
    }

    static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(bytes);
    }

    /**
     * Whether a document declares entities by which it can fetch files of the reader's machine or grow without end.
     * Plain abbreviations, as drawing programs write them, are no danger. Zero bytes are skipped, so that the wide
     * encodings of Unicode read the same.
     *
     * @param start its first bytes
     */
    static boolean declaresDangerousEntities(byte[] start) {
        String text = narrow(start);
        int type = text.indexOf("<!DOCTYPE");
        if (type < 0) {
            return false;
        }
        Matcher entity = ENTITY.matcher(text).region(type, text.length());
        while (entity.find()) {
            String value = entity.group(3);
            if (entity.group(1) != null
                    || value == null
                    || value.length() > MAX_ENTITY
                    || value.matches("(?s).*[&%].*")) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a document type at all, which Office files must not have. */
    static boolean hasDocumentType(byte[] start) {
        return narrow(start).contains("<!DOCTYPE");
    }

    private static String narrow(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).replace("\0", "");
    }
}
