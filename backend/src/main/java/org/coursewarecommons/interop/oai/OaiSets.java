package org.coursewarecommons.interop.oai;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.interop.metadata.Xml;
import org.coursewarecommons.sharing.Visibility;
import org.springframework.stereotype.Component;

/** The list of sets: few enough for one part. */
@Component
class OaiSets {

    private static final Map<String, String> LISTS = Map.of("subject", "subjects", "type", "types", "stage", "stages");

    private final Catalogue catalogue;

    OaiSets(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    void describe(Xml xml) {
        set(xml, "scope", "共享范围 / by scope");
        set(xml, "scope:" + Visibility.PUBLIC, "社会公开 / public");
        set(xml, "scope:" + Visibility.DISTRICT, "全区共享 / the district");
        List.of("subject", "type", "stage").forEach(kind -> describe(xml, kind));
    }

    private void describe(Xml xml, String kind) {
        set(
                xml,
                kind,
                switch (kind) {
                    case "subject" -> "学科 / by subject";
                    case "type" -> "资源类型 / by type";
                    default -> "学段 / by stage";
                });
        String list = LISTS.getOrDefault(kind, kind);
        Map<String, String> english = catalogue.names(list, Locale.ENGLISH);
        catalogue
                .names(list, Locale.CHINESE)
                .forEach((code, name) -> set(
                        xml,
                        kind + ":" + code.toLowerCase(Locale.ROOT),
                        name + " / " + english.getOrDefault(code, code)));
    }

    private static void set(Xml xml, String spec, String name) {
        xml.open("set").leaf("setSpec", spec).leaf("setName", name).close();
    }
}
