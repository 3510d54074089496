package org.coursewarecommons.inspection.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.coursewarecommons.inspection.PackageContents;
import org.coursewarecommons.inspection.PackageContents.Kind;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The manifests of cmi5 ({@code cmi5.xml}) and of plain xAPI packages ({@code tincan.xml}). */
final class ActivityManifests {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_COUNTED = 10_000;

    private final List<String> missing;
    private final List<PackageContents.Item> items = new ArrayList<>();

    /** @param missing takes what the manifest ought to have and does not */
    ActivityManifests(List<String> missing) {
        this.missing = missing;
    }

    PackageContents cmi5(Element structure) {
        Element course = SafeXml.at(structure, "course");
        if (!"courseStructure".equals(structure.getLocalName()) || course == null) {
            missing.add("cmi5.xml: course");
        }
        units(structure, 1);
        String launch = items.stream()
                .map(PackageContents.Item::href)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (launch == null) {
            missing.add("cmi5.xml: au");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        if (course != null) {
            put(metadata, "identifier", SafeXml.attribute(course, "id"));
            put(metadata, "description", SafeXml.text(course, "description", "langstring"));
        }
        return new PackageContents(
                Kind.CMI5,
                version(structure),
                course == null ? null : SafeXml.text(course, "title", "langstring"),
                launch,
                items.size(),
                items.subList(0, Math.min(items.size(), 100)),
                metadata);
    }

    /** Blocks and assignable units, as they stand. */
    private void units(Element parent, int level) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (level > MAX_DEPTH || items.size() >= MAX_COUNTED || !(node instanceof Element element)) {
                continue;
            }
            boolean block = "block".equals(element.getLocalName());
            if (block || "au".equals(element.getLocalName())) {
                items.add(new PackageContents.Item(
                        SafeXml.text(element, "title", "langstring"),
                        block ? null : SafeXml.text(element, "url"),
                        level));
            }
            if (block) {
                units(element, level + 1);
            }
        }
    }

    private static @Nullable String version(Element structure) {
        String namespace = structure.getNamespaceURI();
        return namespace != null && namespace.contains("/cmi5/v1/") ? "1.0" : namespace;
    }

    PackageContents xapi(Element tincan) {
        Element activities = SafeXml.at(tincan, "activities");
        String launch = null;
        Map<String, String> metadata = new LinkedHashMap<>();
        if (activities != null) {
            for (Element activity : SafeXml.children(activities, "activity")) {
                String href = SafeXml.text(activity, "launch");
                if (items.size() < MAX_COUNTED) {
                    items.add(new PackageContents.Item(SafeXml.text(activity, "name"), href, 1));
                }
                if (launch == null && href != null) {
                    launch = href;
                    put(metadata, "identifier", SafeXml.attribute(activity, "id"));
                    put(metadata, "type", SafeXml.attribute(activity, "type"));
                    put(metadata, "description", SafeXml.text(activity, "description"));
                }
            }
        }
        if (launch == null) {
            missing.add("tincan.xml: launch");
        }
        return new PackageContents(
                Kind.XAPI,
                null,
                items.isEmpty() ? null : items.get(0).title(),
                launch,
                items.size(),
                items.subList(0, Math.min(items.size(), 100)),
                metadata);
    }

    private static void put(Map<String, String> metadata, String name, @Nullable String value) {
        if (value != null) {
            metadata.put(name, value);
        }
    }
}
