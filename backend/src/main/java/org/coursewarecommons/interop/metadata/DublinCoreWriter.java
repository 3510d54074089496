package org.coursewarecommons.interop.metadata;

import static org.coursewarecommons.interop.metadata.OutwardRecord.orEmpty;

import java.time.ZoneOffset;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.VersionDetail.VersionFile;

/** Dublin Core, unqualified (GB/T 25100), in the binding {@code oai_dc}. */
public final class DublinCoreWriter {

    public static final String NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/";
    public static final String SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd";

    private DublinCoreWriter() {}

    /** @param base of this deployment, without a slash at the end */
    public static void write(Xml xml, OutwardRecord record, String base) {
        ResourceMetadata metadata = record.metadata();
        xml.open(
                "oai_dc:dc",
                "xmlns:oai_dc",
                NAMESPACE,
                "xmlns:dc",
                "http://purl.org/dc/elements/1.1/",
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                NAMESPACE + " " + SCHEMA);
        xml.leaf("dc:title", metadata.title()).leaf("dc:title", metadata.altTitle());
        record.creators().forEach(creator -> xml.leaf("dc:creator", creator));
        record.topics().forEach(topic -> xml.leaf("dc:subject", topic));
        xml.leaf("dc:description", metadata.description());
        xml.leaf("dc:publisher", record.publisher());
        xml.leaf("dc:date", day(record));
        if (record.type() != null) {
            xml.leaf("dc:type", record.type().zh());
        }
        xml.leaf("dc:type", record.typeInLrmi());
        record.files().stream().map(VersionFile::mediaType).distinct().forEach(type -> xml.leaf("dc:format", type));
        xml.leaf("dc:identifier", record.url(base)).leaf("dc:identifier", record.urn());
        orEmpty(metadata.externalIds()).forEach(id -> xml.leaf("dc:identifier", id.value()));
        xml.leaf("dc:language", metadata.language());
        orEmpty(metadata.relations()).forEach(relation -> xml.leaf("dc:relation", Relations.target(relation, base)));
        if (metadata.coverage() != null) {
            xml.leaf("dc:coverage", metadata.coverage().place())
                    .leaf("dc:coverage", metadata.coverage().period());
        }
        if (record.licence() != null) {
            xml.leaf("dc:rights", record.licence().zh());
        }
        xml.leaf("dc:rights", record.licenceUrl()).leaf("dc:rights", metadata.restrictions());
        xml.close();
    }

    private static String day(OutwardRecord record) {
        return record.publishedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
