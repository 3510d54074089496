package org.coursewarecommons.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the lists and what was ended by hand. Kept in memory: a sweep or a cycle asks for every resource. Another
 * backend's change is seen within seconds.
 */
@Component
class Adoptions implements Adoption {

    static final String TEXTBOOKS = "textbooks";
    static final String EDITIONS = "editions";
    static final String STANDARDS = "standards";

    private static final int MONTH = 7;

    private final Taxonomies taxonomies;
    private final AdoptionRows rows;
    private volatile Known known = new Known("", Map.of(), Map.of());

    Adoptions(Taxonomies taxonomies, AdoptionRows rows) {
        this.taxonomies = taxonomies;
        this.rows = rows;
    }

    /** @param last the last days by list and code */
    private record Known(String version, Map<String, List<Book>> books, Map<String, Map<String, LocalDate>> last) {

        boolean isOver(String taxonomy, @Nullable String code, LocalDate day) {
            LocalDate end =
                    code == null ? null : last.getOrDefault(taxonomy, Map.of()).get(code);
            return end != null && end.isBefore(day);
        }
    }

    /** @param adopted months from and until, {@code 2019-09/..} */
    private record Book(
            String code, @Nullable String edition, @Nullable String series, @Nullable String volume, String adopted) {

        boolean isPlanned(LocalDate day) {
            String until = adopted.substring(adopted.indexOf('/') + 1);
            return until.equals("..") || until.compareTo(day.toString().substring(0, MONTH)) >= 0;
        }

        boolean fits(ResourceMetadata metadata) {
            return (metadata.printSeries() == null || Objects.equals(series, metadata.printSeries()))
                    && (metadata.volume() == null || volume == null || volume.equals(metadata.volume()));
        }
    }

    /** Another text whenever a list or an end has changed. */
    String version() {
        return current().version();
    }

    @Scheduled(fixedDelay = 3_000)
    void refresh() {
        // Read before the content: what is changed in between is seen the next time.
        String version = taxonomies.version() + " " + rows.version();
        if (!version.equals(known.version())) {
            known = load(version);
        }
    }

    private Known current() {
        if (known.version().isEmpty()) {
            refresh();
        }
        return known;
    }

    private Known load(String version) {
        Map<String, List<Book>> books = new HashMap<>();
        for (Taxonomies.Term term : taxonomies.terms(TEXTBOOKS)) {
            Map<String, String> row = term.properties();
            books.computeIfAbsent(
                            key(row.get("subject"), row.get("edition"), row.get("grade")), key -> new ArrayList<>())
                    .add(new Book(
                            term.code(),
                            row.get("edition"),
                            row.get("series"),
                            row.get("volume"),
                            row.getOrDefault("adopted", "/..")));
        }
        Map<String, Map<String, LocalDate>> last = new HashMap<>();
        rows.standing().forEach(end -> last.computeIfAbsent(end.taxonomy(), list -> new HashMap<>())
                .put(end.code(), end.lastDay()));
        return new Known(version, books, last);
    }

    @Override
    public Optional<Ended> ended(ResourceMetadata metadata, LocalDate day) {
        Known now = current();
        if (now.isOver(EDITIONS, metadata.edition(), day)) {
            return Optional.of(new Ended(EDITIONS, String.valueOf(metadata.edition())));
        }
        List<Book> bound = Stream.ofNullable(metadata.grades())
                .flatMap(List::stream)
                .map(grade -> now.books().getOrDefault(key(metadata.subject(), metadata.edition(), grade), List.of()))
                .flatMap(Collection::stream)
                .filter(book -> book.fits(metadata))
                .toList();
        if (!bound.isEmpty()
                && bound.stream().noneMatch(book -> book.isPlanned(day) && !now.isOver(TEXTBOOKS, book.code(), day))) {
            return Optional.of(new Ended(TEXTBOOKS, bound.get(0).code()));
        }
        List<String> standards = metadata.standards() == null ? List.of() : metadata.standards();
        boolean none = !standards.isEmpty() && standards.stream().allMatch(code -> now.isOver(STANDARDS, code, day));
        return none ? Optional.of(new Ended(STANDARDS, standards.get(0))) : Optional.empty();
    }

    private static String key(@Nullable String subject, @Nullable String edition, @Nullable String grade) {
        return subject + "|" + edition + "|" + grade;
    }
}
