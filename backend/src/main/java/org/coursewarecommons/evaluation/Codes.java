package org.coursewarecommons.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.catalog.ResourceMetadata;

/** The code lists as they are when a computation begins: one look for all its items. */
final class Codes {

    private final Map<String, Map<String, String>> subjects;
    private final Map<String, Map<String, String>> volumes;
    private final Map<String, Map<String, String>> chapters;

    Codes(CodeLists lists) {
        subjects = lists.properties("subjects");
        volumes = lists.properties("volumes");
        chapters = lists.properties("chapters");
    }

    boolean isSmall(String subject) {
        return "true".equals(of(subjects, subject, "small"));
    }

    String family(String subject) {
        return of(subjects, subject, "family");
    }

    /** S1, S2, or empty for what is taught all year. */
    String half(ResourceMetadata metadata) {
        String half = of(volumes, Objects.requireNonNullElse(metadata.volume(), ""), "term");
        return half.matches("S[12]") ? half : "";
    }

    /** When the chapters of an item are planned. */
    List<String> planned(ResourceMetadata metadata) {
        return Stream.ofNullable(metadata.chapters())
                .flatMap(List::stream)
                .map(chapter -> of(chapters, chapter, "planned_weeks"))
                .filter(weeks -> !weeks.isEmpty())
                .toList();
    }

    private static String of(Map<String, Map<String, String>> list, String code, String property) {
        return list.getOrDefault(code, Map.of()).getOrDefault(property, "");
    }
}
