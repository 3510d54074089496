package org.coursewarecommons.interop.metadata;

import java.util.List;
import java.util.Map;

/** The same LearningResource as RDF/XML, for carriers that take XML alone. */
public final class LrmiWriter {

    public static final String NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public static final String SCHEMA = "http://www.openarchives.org/OAI/2.0/rdf.xsd";

    private LrmiWriter() {}

    /** @param base of this deployment, without a slash at the end */
    public static void write(Xml xml, OutwardRecord record, String base) {
        xml.open(
                "rdf:RDF",
                "xmlns:rdf",
                NAMESPACE,
                "xmlns:schema",
                "https://schema.org/",
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                NAMESPACE + " " + SCHEMA);
        node(xml, LrmiJson.of(record, base));
        xml.close();
    }

    private static void node(Xml xml, Map<?, ?> node) {
        Object id = node.get("@id");
        xml.open("schema:" + node.get("@type"), "rdf:about", id == null ? null : id.toString());
        node.forEach((name, value) -> {
            if (!name.toString().startsWith("@")) {
                property(xml, "schema:" + name, value);
            }
        });
        xml.close();
    }

    private static void property(Xml xml, String name, Object value) {
        if (value instanceof List<?> many) {
            many.forEach(one -> property(xml, name, one));
        } else if (value instanceof Map<?, ?> node) {
            xml.open(name);
            node(xml, node);
            xml.close();
        } else {
            xml.leaf(name, value.toString());
        }
    }
}
