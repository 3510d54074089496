package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The only reader of XML of strangers, as a stream for the rules and as a tree for manifests: no document type, no entities
 * but the five, nothing fetched from anywhere.
 */
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

    /** The root element. @throws SAXException when it is not well-formed or has a document type */
    static Element read(InputStream xml) throws IOException, SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder.parse(xml).getDocumentElement();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Else it would print to the console. */
    private static final class Silent extends DefaultHandler {

        @Override
        public void fatalError(SAXParseException fault) throws SAXException {
            throw fault;
        }
    }

    /** Children of this local name, in whatever namespace: every tool writes another. */
    static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    /** The element at the end of the path; null when one step is missing. */
    static @Nullable Element at(Element from, String... path) {
        Element here = from;
        for (String step : path) {
            List<Element> next = children(here, step);
            if (next.isEmpty()) {
                return null;
            }
            here = next.get(0);
        }
        return here;
    }

    /** Its text, stripped; null when it is missing or empty. */
    static @Nullable String text(Element from, String... path) {
        Element element = at(from, path);
        String text = element == null ? "" : element.getTextContent().strip();
        return text.isEmpty() ? null : text;
    }

    /** By local name, in whatever namespace; null when it is missing or empty. */
    static @Nullable String attribute(Element element, String name) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (name.equals(attribute.getLocalName())
                    && !attribute.getNodeValue().isBlank()) {
                return attribute.getNodeValue().strip();
            }
        }
        return null;
    }
}
