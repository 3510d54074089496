package org.coursewarecommons.search;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A published resource as the index holds it (search/resources-v1.json). All fields but the last are there to be
 * searched; ids and times are text, so that no JSON library has a say in their form.
 *
 * @param state PUBLISHED, PROBATION or SUPERSEDED
 * @param body text of the files
 * @param display what a hit shows; stored, not searched
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ResourceDocument(
        String id,
        String state,
        boolean recommended,
        @Nullable String type,
        @Nullable String stage,
        List<String> grades,
        @Nullable String subject,
        @Nullable String edition,
        List<String> chapterIds,
        @Nullable String licence,
        @Nullable String language,
        List<String> audience,
        @Nullable String granularity,
        String schoolId,
        Set<String> collectiveIds,
        Set<String> scopeIds,
        @Nullable String title,
        @Nullable String description,
        List<String> keywords,
        List<String> labels,
        List<String> contributorNames,
        String body,
        @Nullable String publishedAt,
        String sharedAt,
        String updatedAt,
        long downloads,
        @Nullable Double effect,
        double ratingAverage,
        long ratingCount,
        int fileCount,
        long sizeBytes,
        Display display) {

    /** The part that a result page is rendered from, without a look into the database. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Display(
            String version,
            @Nullable String state,
            @Nullable Mark recommendation,
            @Nullable String title,
            @Nullable String description,
            @Nullable String type,
            @Nullable String stage,
            List<String> grades,
            @Nullable String subject,
            @Nullable String edition,
            School school,
            @Nullable String publishedAt,
            long downloads,
            @Nullable Double effectIndex,
            Rating rating,
            List<FileEntry> files) {}

    /** The district's recommendation. @param cycle term whose evaluation proposed it; @param until its last day */
    @Schema(name = "SearchHitRecommendation")
    record Mark(
            @Schema(maxLength = 10) String cycle,
            @Schema(maxLength = 40) String since,
            @Schema(maxLength = 10) String until) {}

    /** What is read back of a hit. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Source(Display display) {}

    /** The contributing school. */
    @Schema(name = "SearchHitSchool")
    record School(String id, String name) {}

    /** @param average 1–5, two decimals; 0 without ratings */
    @Schema(name = "SearchHitRating")
    record Rating(double average, long count) {}

    /** A file of the version. @param size in bytes */
    @Schema(name = "SearchHitFile")
    record FileEntry(String fileId, String name, long size, @Nullable String mediaType) {}
}
