package org.coursewarecommons.interop.metadata;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.VersionDetail.VersionFile;
import org.jspecify.annotations.Nullable;

/**
 * A live resource as it is told to other systems: names beside codes, schools instead of persons.
 *
 * @param version {@code major.minor}
 * @param typeInLrmi the type as a term of LRMI; null where its list says none
 * @param typeInLom the same for LOM 5.2
 * @param structure LOM 1.7
 * @param aggregationLevel LOM 1.8: 1 to 4
 * @param interactivity LOM 5.1
 * @param difficulty LOM 5.8
 * @param audiences the audience as LOM 5.5 names it
 * @param creators organisations that made it; never persons
 * @param publisher the district
 * @param licenceUrl of the licence's text; null when it has none
 * @param access widest scope: {@code public} or {@code district}, else {@code restricted}
 * @param files that may leave the house
 */
public record OutwardRecord(
        UUID id,
        String version,
        Instant publishedAt,
        Instant updatedAt,
        ResourceMetadata metadata,
        @Nullable Term type,
        @Nullable String typeInLrmi,
        @Nullable String typeInLom,
        @Nullable Term stage,
        List<Term> grades,
        @Nullable Term subject,
        List<Term> chapters,
        List<Term> standards,
        List<Term> useScenes,
        @Nullable Term licence,
        @Nullable String licenceUrl,
        @Nullable String structure,
        @Nullable String aggregationLevel,
        @Nullable String interactivity,
        @Nullable String difficulty,
        List<String> audiences,
        List<String> creators,
        String publisher,
        String access,
        List<VersionFile> files) {

    /** A code with its names. */
    public record Term(String code, String zh, String en) {}

    /** A name that is never given to anything else. */
    public String urn() {
        return "urn:uuid:" + id;
    }

    /** Where people and machines find it. @param base of this deployment, without a slash at the end */
    public String url(String base) {
        return base + "/items/" + id;
    }

    /** Where a file's bytes are; asks for a token unless the reader has one. */
    public String url(String base, VersionFile file) {
        return base + "/api/v1/resources/" + id + "/files/" + file.fileId() + "/content";
    }

    /** Typical age: pupils of grade n are n+5 to n+6 years old; null without a grade. */
    public @Nullable String age() {
        List<Integer> numbers = grades.stream()
                .map(grade -> grade.code().replaceAll("\\D", ""))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .sorted()
                .toList();
        return numbers.isEmpty() ? null : numbers.get(0) + 5 + "-" + (numbers.get(numbers.size() - 1) + 6);
    }

    /** Subject, grades and keywords: what it is about, for people. */
    public List<String> topics() {
        List<String> topics = new java.util.ArrayList<>();
        if (subject != null) {
            topics.add(subject.zh());
        }
        grades.forEach(grade -> topics.add(grade.zh()));
        topics.addAll(orEmpty(metadata.keywords()));
        return topics.stream().distinct().toList();
    }

    /** A list that may be missing, as one that may be empty. */
    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
