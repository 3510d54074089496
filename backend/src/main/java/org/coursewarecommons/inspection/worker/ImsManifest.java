package org.coursewarecommons.inspection.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.coursewarecommons.inspection.PackageContents;
import org.coursewarecommons.inspection.PackageContents.Kind;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** An {@code imsmanifest.xml}: of IMS Content Packaging, and of SCORM, Common Cartridge and QTI, which build on it. */
final class ImsManifest {

    private static final int MAX_DEPTH = 20;
    /** More than is shown: counting goes on. */
    private static final int MAX_COUNTED = 10_000;

    private final Element manifest;
    private final List<String> missing;
    private final Map<String, Element> resources = new LinkedHashMap<>();
    private final List<PackageContents.Item> items = new ArrayList<>();

    /** @param missing takes what the manifest ought to have and does not */
    ImsManifest(Element manifest, List<String> missing) {
        this.manifest = manifest;
        this.missing = missing;
    }

    PackageContents read() {
        Element container = SafeXml.at(manifest, "resources");
        if (!"manifest".equals(manifest.getLocalName()) || container == null) {
            missing.add("imsmanifest.xml: resources");
        }
        if (container != null) {
            for (Element resource : SafeXml.children(container, "resource")) {
                resources.put(Objects.requireNonNullElse(SafeXml.attribute(resource, "identifier"), ""), resource);
            }
        }
        String version = SafeXml.text(manifest, "metadata", "schemaversion");
        Kind kind = kind(Objects.requireNonNullElse(version, ""));
        Element organization = organization();
        if (organization != null) {
            outline(organization, 1);
        } else if (kind == Kind.SCORM_1_2 || kind == Kind.SCORM_2004) {
            missing.add("imsmanifest.xml: organization");
        }
        if (items.isEmpty()) {
            // Questions and cartridges may come without an outline: their resources are what is in them.
            resources.values().stream()
                    .limit(MAX_COUNTED)
                    .forEach(resource -> items.add(
                            new PackageContents.Item(SafeXml.attribute(resource, "identifier"), href(resource), 1)));
        }
        return new PackageContents(
                kind,
                kind == Kind.QTI && version == null ? type("imsqti_") : version,
                title(organization),
                launch(kind),
                items.size(),
                items.subList(0, Math.min(items.size(), 100)),
                metadata());
    }

    /** In the order of DOMAIN.md 2.5. */
    private Kind kind(String version) {
        String schema = Objects.requireNonNullElse(SafeXml.text(manifest, "metadata", "schema"), "")
                .toLowerCase(Locale.ROOT);
        boolean scorm = resources.values().stream()
                .anyMatch(resource -> SafeXml.attribute(resource, "scormtype") != null
                        || SafeXml.attribute(resource, "scormType") != null);
        if (scorm && version.equals("1.2")) {
            return Kind.SCORM_1_2;
        }
        if (scorm && (version.startsWith("2004") || version.equalsIgnoreCase("CAM 1.3"))) {
            return Kind.SCORM_2004;
        }
        if (schema.contains("common cartridge") || schema.contains("thin cc")) {
            return Kind.COMMON_CARTRIDGE;
        }
        return type("imsqti_") != null ? Kind.QTI : Kind.IMS_CP;
    }

    private @Nullable String type(String prefix) {
        return resources.values().stream()
                .map(resource -> SafeXml.attribute(resource, "type"))
                .filter(type -> type != null && type.startsWith(prefix))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Element organization() {
        Element container = SafeXml.at(manifest, "organizations");
        if (container == null) {
            return null;
        }
        List<Element> all = SafeXml.children(container, "organization");
        String wanted = SafeXml.attribute(container, "default");
        return all.stream()
                .filter(one -> wanted != null && wanted.equals(SafeXml.attribute(one, "identifier")))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.get(0));
    }

    private void outline(Element parent, int level) {
        if (level > MAX_DEPTH) {
            return;
        }
        for (Element item : SafeXml.children(parent, "item")) {
            if (items.size() >= MAX_COUNTED) {
                return;
            }
            String reference = SafeXml.attribute(item, "identifierref");
            Element resource = reference == null ? null : resources.get(reference);
            if (reference != null && resource == null) {
                missing.add("imsmanifest.xml: resource " + reference);
            }
            items.add(new PackageContents.Item(
                    SafeXml.text(item, "title"), resource == null ? null : href(resource), level));
            outline(item, level + 1);
        }
    }

    /** With the folders that the manifest puts before it. */
    private @Nullable String href(Element resource) {
        String href = SafeXml.attribute(resource, "href");
        if (href == null) {
            return null;
        }
        Element container = SafeXml.at(manifest, "resources");
        String outer = SafeXml.attribute(manifest, "base");
        String middle = container == null ? null : SafeXml.attribute(container, "base");
        String inner = SafeXml.attribute(resource, "base");
        return Objects.requireNonNullElse(outer, "")
                + Objects.requireNonNullElse(middle, "")
                + Objects.requireNonNullElse(inner, "")
                + href;
    }

    private @Nullable String launch(Kind kind) {
        if (kind == Kind.QTI || kind == Kind.COMMON_CARTRIDGE) {
            return null;
        }
        return items.stream()
                .map(PackageContents.Item::href)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String title(@Nullable Element organization) {
        String named = organization == null ? null : SafeXml.text(organization, "title");
        return named != null ? named : general("title");
    }

    /** A field of the learning object metadata (IEEE 1484.12.3), whose texts lie in one more element. */
    private @Nullable String general(String field) {
        Element general = SafeXml.at(manifest, "metadata", "lom", "general");
        return general == null ? null : SafeXml.text(general, field);
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        put(metadata, "identifier", SafeXml.attribute(manifest, "identifier"));
        put(metadata, "schema", SafeXml.text(manifest, "metadata", "schema"));
        put(metadata, "language", general("language"));
        put(metadata, "description", general("description"));
        put(metadata, "keyword", general("keyword"));
        put(metadata, "resources", String.valueOf(resources.size()));
        return metadata;
    }

    private static void put(Map<String, String> metadata, String name, @Nullable String value) {
        if (value != null) {
            metadata.put(name, value);
        }
    }
}
