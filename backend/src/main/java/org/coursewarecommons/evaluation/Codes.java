package org.coursewarecommons.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.jspecify.annotations.Nullable;

/** The code lists as they are when a computation begins: one look for all its items. */
final class Codes {

    private static final int MONTH = 7;

    private final Map<String, Map<String, String>> subjects;
    private final Map<String, Map<String, String>> volumes;
    private final Map<String, Map<String, String>> chapters;
    private final Map<String, List<Book>> books = new HashMap<>();

    Codes(CodeLists lists) {
        subjects = lists.properties("subjects");
        volumes = lists.properties("volumes");
        chapters = lists.properties("chapters");
        lists.properties("textbooks").values().forEach(row -> books.computeIfAbsent(
                        key(row.get("subject"), row.get("edition"), row.get("grade")), key -> new ArrayList<>())
                .add(new Book(row.get("series"), Objects.requireNonNullElse(row.get("adopted"), "/.."))));
    }

    /** @param adopted months from and until, {@code 2019-09/..} */
    private record Book(@Nullable String series, String adopted) {

        boolean standsIn(String month) {
            String until = adopted.substring(adopted.indexOf('/') + 1);
            return until.equals("..") || until.compareTo(month) >= 0;
        }
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

    /** Bound to a book that the lists know, and that no row of them adopts on a day. */
    boolean isSuperseded(ResourceMetadata metadata, LocalDate day) {
        String month = day.toString().substring(0, MONTH);
        List<Book> bound = Stream.ofNullable(metadata.grades())
                .flatMap(List::stream)
                .map(grade -> books.getOrDefault(key(metadata.subject(), metadata.edition(), grade), List.of()))
                .flatMap(List::stream)
                .filter(book -> metadata.printSeries() == null || Objects.equals(book.series(), metadata.printSeries()))
                .toList();
        return !bound.isEmpty() && bound.stream().noneMatch(book -> book.standsIn(month));
    }

    private static String key(@Nullable String subject, @Nullable String edition, @Nullable String grade) {
        return subject + "|" + edition + "|" + grade;
    }

    private static String of(Map<String, Map<String, String>> list, String code, String property) {
        return list.getOrDefault(code, Map.of()).getOrDefault(property, "");
    }
}
