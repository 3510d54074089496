package org.coursewarecommons.interop;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Reads a document by XPath; names without prefixes, by {@code local-name()}. */
public record XmlAnswer(Document document) {

    public static XmlAnswer of(byte[] bytes) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return new XmlAnswer(factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)));
    }

    /** Texts of the elements that are below each other so. @param path {@code header/identifier}, {@code error/@code} */
    public List<String> texts(String path) throws Exception {
        StringBuilder xpath = new StringBuilder();
        for (String step : path.split("/")) {
            xpath.append(xpath.isEmpty() ? "//" : "/");
            xpath.append(step.startsWith("@") ? step : "*[local-name()='" + step + "']");
        }
        NodeList nodes = (NodeList) XPathFactory.newDefaultInstance()
                .newXPath()
                .evaluate(xpath.toString(), document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    public String text(String path) throws Exception {
        return texts(path).stream().findFirst().orElse("");
    }
}
