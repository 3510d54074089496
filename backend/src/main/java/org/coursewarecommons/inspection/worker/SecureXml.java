package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML of strangers: no document type, so no entities, no files and no addresses behind it. */
final class SecureXml {

    private SecureXml() {}

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
