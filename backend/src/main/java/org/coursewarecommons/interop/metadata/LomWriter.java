package org.coursewarecommons.interop.metadata;

import static org.coursewarecommons.interop.metadata.OutwardRecord.orEmpty;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.VersionDetail.VersionFile;
import org.coursewarecommons.interop.metadata.OutwardRecord.Term;
import org.jspecify.annotations.Nullable;

/** LOM (GB/T 21365) in its XML binding, category by category in the standard's order. */
public final class LomWriter {

    public static final String NAMESPACE = "http://ltsc.ieee.org/xsd/LOM";
    public static final String SCHEMA = "http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd";

    private static final String LOM = "LOMv1.0";

    private final Xml xml;
    private final OutwardRecord record;
    private final ResourceMetadata metadata;
    private final String base;
    private final String language;

    private LomWriter(Xml xml, OutwardRecord record, String base) {
        this.xml = xml;
        this.record = record;
        this.metadata = record.metadata();
        this.base = base;
        this.language = metadata.language() == null ? "zh" : metadata.language();
    }

    /** @param base of this deployment, without a slash at the end */
    public static void write(Xml xml, OutwardRecord record, String base) {
        new LomWriter(xml, record, base).write();
    }

    private void write() {
        xml.open(
                "lom",
                "xmlns",
                NAMESPACE,
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                NAMESPACE + " " + SCHEMA);
        general();
        lifeCycle();
        metaMetadata();
        technical();
        educational();
        rights();
        orEmpty(metadata.relations()).forEach(this::relation);
        classifications();
        xml.close();
    }

    private void general() {
        xml.open("general");
        identifier("URI", record.urn());
        orEmpty(metadata.externalIds()).forEach(id -> identifier(id.scheme(), id.value()));
        strings("title", metadata.title());
        xml.leaf("language", language);
        strings("description", metadata.description());
        orEmpty(metadata.keywords()).forEach(keyword -> strings("keyword", keyword));
        if (metadata.coverage() != null) {
            strings("coverage", metadata.coverage().place());
            strings("coverage", metadata.coverage().period());
        }
        vocabulary("structure", LOM, record.structure());
        vocabulary("aggregationLevel", LOM, record.aggregationLevel());
        xml.close();
    }

    private void lifeCycle() {
        xml.open("lifeCycle");
        strings("version", record.version());
        vocabulary("status", LOM, "final");
        record.creators().forEach(creator -> contribution("author", creator, null));
        contribution(
                "publisher",
                record.publisher(),
                record.publishedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString());
        xml.close();
    }

    private void metaMetadata() {
        xml.open("metaMetadata");
        xml.leaf("metadataSchema", LOM)
                .leaf("metadataSchema", "GB/T 21365-2008")
                .leaf("language", "zh");
        xml.close();
    }

    private void technical() {
        xml.open("technical");
        record.files().stream().map(VersionFile::mediaType).distinct().forEach(type -> xml.leaf("format", type));
        long size = record.files().stream().mapToLong(VersionFile::size).sum();
        if (size > 0) {
            xml.leaf("size", Long.toString(size));
        }
        xml.leaf("location", record.url(base)).leaf("location", metadata.link());
        strings("otherPlatformRequirements", metadata.requirements());
        duration("duration", metadata.duration());
        xml.close();
    }

    private void educational() {
        xml.open("educational");
        vocabulary("interactivityType", LOM, record.interactivity());
        vocabulary("learningResourceType", LOM, record.typeInLom());
        if (record.type() != null) {
            vocabulary(
                    "learningResourceType", "courseware-commons", record.type().code());
        }
        record.audiences().forEach(audience -> vocabulary("intendedEndUserRole", LOM, audience));
        vocabulary("context", LOM, "school");
        strings("typicalAgeRange", record.age());
        vocabulary("difficulty", LOM, record.difficulty());
        duration("typicalLearningTime", metadata.learningTime());
        strings("description", metadata.adviceForUse());
        xml.leaf("language", language);
        xml.close();
    }

    private void rights() {
        xml.open("rights");
        vocabulary("cost", LOM, "no");
        vocabulary("copyrightAndOtherRestrictions", LOM, "yes");
        strings("description", licence());
        xml.close();
    }

    private String licence() {
        StringBuilder text = new StringBuilder();
        for (String part : new @Nullable String[] {
            record.licence() == null ? null : record.licence().zh(),
            record.licenceUrl(),
            metadata.restrictions(),
            "access: " + record.access()
        }) {
            if (part != null && !part.isBlank()) {
                text.append(text.isEmpty() ? "" : "; ").append(part);
            }
        }
        return text.toString();
    }

    private void relation(ResourceMetadata.Relation relation) {
        String target = Relations.target(relation, base);
        if (target == null || relation.type() == null) {
            return;
        }
        xml.open("relation");
        vocabulary("kind", LOM, relation.type().toLowerCase(Locale.ROOT));
        xml.open("resource");
        identifier("URI", target);
        strings("description", relation.title());
        xml.close().close();
    }

    private void classifications() {
        classification(
                "discipline",
                "courseware-commons:subjects",
                record.subject() == null ? List.of() : List.of(record.subject()));
        classification(
                "educational level",
                "courseware-commons:stages",
                record.stage() == null ? List.of() : List.of(record.stage()));
        classification("educational level", "courseware-commons:grades", record.grades());
        classification("educational objective", "courseware-commons:standards", record.standards());
        classification("idea", "courseware-commons:chapters", record.chapters());
    }

    private void classification(String purpose, String source, List<Term> terms) {
        if (terms.isEmpty()) {
            return;
        }
        xml.open("classification");
        vocabulary("purpose", LOM, purpose);
        for (Term term : terms) {
            xml.open("taxonPath");
            strings("source", source);
            xml.open("taxon").leaf("id", term.code());
            strings("entry", term.zh());
            xml.close().close();
        }
        xml.close();
    }

    private void identifier(@Nullable String catalog, @Nullable String entry) {
        if (catalog != null && entry != null) {
            xml.open("identifier").leaf("catalog", catalog).leaf("entry", entry).close();
        }
    }

    /** Entities are vCards (RFC 2426). */
    private void contribution(String role, String organisation, @Nullable String day) {
        String name = organisation.replaceAll("[\\\\,;]", "\\\\$0").replaceAll("\\R", " ");
        xml.open("contribute");
        vocabulary("role", LOM, role);
        xml.leaf("entity", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + name + "\r\nORG:" + name + "\r\nEND:VCARD");
        if (day != null) {
            xml.open("date").leaf("dateTime", day).close();
        }
        xml.close();
    }

    private void duration(String name, @Nullable String value) {
        if (value != null) {
            xml.open(name).leaf("duration", value).close();
        }
    }

    private void vocabulary(String name, String source, @Nullable String value) {
        if (value != null) {
            xml.open(name).leaf("source", source).leaf("value", value).close();
        }
    }

    private void strings(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            xml.open(name).leaf("string", value, "language", language).close();
        }
    }
}
