package org.coursewarecommons.interop.metadata;

import static org.coursewarecommons.interop.metadata.OutwardRecord.orEmpty;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.VersionDetail.VersionFile;
import org.coursewarecommons.interop.metadata.OutwardRecord.Term;
import org.jspecify.annotations.Nullable;

/** A schema.org LearningResource, which took LRMI in. */
final class LrmiJson {

    private LrmiJson() {}

    /** A JSON-LD document. */
    static Map<String, Object> of(OutwardRecord record, String base) {
        ResourceMetadata metadata = record.metadata();
        Node node = new Node("LearningResource");
        node.put("@id", record.url(base));
        node.put("identifier", record.urn());
        node.put(
                "sameAs",
                orEmpty(metadata.externalIds()).stream()
                        .map(ResourceMetadata.ExternalId::value)
                        .filter(Objects::nonNull)
                        .toList());
        node.put("name", metadata.title());
        node.put("alternateName", metadata.altTitle());
        node.put("description", metadata.description());
        node.put("inLanguage", metadata.language());
        node.put("keywords", metadata.keywords());
        node.put("version", record.version());
        node.put("creativeWorkStatus", "Published");
        node.put(
                "creator",
                record.creators().stream().map(LrmiJson::organisation).toList());
        node.put("publisher", organisation(record.publisher()));
        node.put("datePublished", record.publishedAt().toString());
        node.put("dateModified", record.updatedAt().toString());
        node.put("url", record.url(base));
        education(node, record);
        rights(node, record);
        if (metadata.coverage() != null) {
            node.put("spatialCoverage", metadata.coverage().place());
            node.put("temporalCoverage", metadata.coverage().period());
        }
        relations(node, metadata, base);
        node.put(
                "encoding",
                record.files().stream().map(file -> file(record, file, base)).toList());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", "https://schema.org/");
        document.putAll(node.members);
        return document;
    }

    private static void education(Node node, OutwardRecord record) {
        ResourceMetadata metadata = record.metadata();
        List<String> types = new ArrayList<>();
        if (record.typeInLrmi() != null) {
            types.add(record.typeInLrmi());
        }
        if (record.type() != null) {
            types.add(record.type().zh());
        }
        node.put("learningResourceType", types);
        node.put("interactivityType", record.interactivity());
        node.put("educationalUse", record.useScenes().stream().map(Term::zh).toList());
        node.put(
                "audience",
                orEmpty(metadata.audience()).stream()
                        .map(code -> new Node("EducationalAudience")
                                .put("educationalRole", code.toLowerCase(Locale.ROOT))
                                .members)
                        .toList());
        List<Map<String, Object>> levels = new ArrayList<>();
        if (record.stage() != null) {
            levels.add(term(record.stage()));
        }
        record.grades().forEach(grade -> levels.add(term(grade)));
        node.put("educationalLevel", levels);
        node.put("typicalAgeRange", record.age());
        node.put("timeRequired", metadata.learningTime());
        node.put("duration", metadata.duration());
        node.put("about", record.subject() == null ? null : term(record.subject()));
        node.put("teaches", record.standards().stream().map(LrmiJson::term).toList());
        node.put(
                "educationalAlignment",
                record.chapters().stream()
                        .map(chapter -> new Node("AlignmentObject")
                                .put("alignmentType", "educationalSubject")
                                .put("educationalFramework", "教材目录")
                                .put("targetName", chapter.zh())
                                .put("targetUrl", "urn:courseware-commons:chapter:" + chapter.code())
                                .members)
                        .toList());
        ResourceMetadata.Accessibility accessibility = metadata.accessibility();
        if (accessibility != null) {
            List<String> features = new ArrayList<>();
            add(features, accessibility.captions(), "captions");
            add(features, accessibility.transcript(), "transcript");
            add(features, accessibility.altText(), "alternativeText");
            add(features, accessibility.contrast(), "highContrastDisplay");
            node.put("accessibilityFeature", features);
        }
    }

    private static void add(List<String> features, @Nullable Boolean has, String feature) {
        if (Boolean.TRUE.equals(has)) {
            features.add(feature);
        }
    }

    private static void rights(Node node, OutwardRecord record) {
        String name = record.licence() == null ? null : record.licence().zh();
        node.put("license", record.licenceUrl() == null ? name : record.licenceUrl());
        node.put("isAccessibleForFree", true);
        node.put("conditionsOfAccess", record.access());
        node.put("usageInfo", record.metadata().restrictions());
    }

    private static void relations(Node node, ResourceMetadata metadata, String base) {
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        for (ResourceMetadata.Relation relation : orEmpty(metadata.relations())) {
            String target = Relations.target(relation, base);
            if (target != null && relation.type() != null) {
                String kind =
                        switch (relation.type()) {
                            case "isPartOf", "hasPart", "isBasedOn" -> relation.type();
                            case "isVersionOf" -> "exampleOfWork";
                            case "hasVersion" -> "workExample";
                            default -> "mentions";
                        };
                byKind.computeIfAbsent(kind, ignored -> new ArrayList<>()).add(target);
            }
        }
        byKind.forEach(node::put);
    }

    private static Map<String, Object> organisation(String name) {
        return new Node("Organization").put("name", name).members;
    }

    private static Map<String, Object> term(Term term) {
        return new Node("DefinedTerm").put("termCode", term.code()).put("name", term.zh()).members;
    }

    private static Map<String, Object> file(OutwardRecord record, VersionFile file, String base) {
        return new Node("MediaObject")
                .put("encodingFormat", file.mediaType())
                .put("contentSize", Long.toString(file.size()))
                .put("sha256", file.sha256())
                .put("contentUrl", record.url(base, file))
                .members;
    }

    /** An object whose empty members are left out. */
    private static final class Node {

        private final Map<String, Object> members = new LinkedHashMap<>();

        Node(String type) {
            members.put("@type", type);
        }

        Node put(String name, @Nullable Object value) {
            if (value != null && !(value instanceof Collection<?> many && many.isEmpty())) {
                members.put(name, value);
            }
            return this;
        }
    }
}
