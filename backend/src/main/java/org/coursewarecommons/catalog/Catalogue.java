package org.coursewarecommons.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.spi.Recommendations;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reading resources. */
public interface Catalogue {

    /** A version by its id, whatever its state. Asks for no right: for the system's own steps. */
    Optional<VersionDetail> version(UUID versionId);

    /** The live (PUBLISHED or in PROBATION) versions of resources, by resource id; a resource without one is missing. */
    Map<UUID, VersionDetail> published(Collection<UUID> resourceIds);

    /** The live versions and those that are SUPERSEDED: readable, but not among what is usually found. */
    Map<UUID, VersionDetail> findable(Collection<UUID> resourceIds);

    /** Resources with such a version, in the order of their ids. @param after null: from the first */
    List<UUID> findableIds(@Nullable UUID after, int limit);

    /** The same of one school. */
    List<UUID> findableIds(UUID schoolId, @Nullable UUID after, int limit);

    /** Those of them that have such a version. */
    Set<UUID> findableIds(Collection<UUID> resourceIds);

    /** Which of them the district recommends now; others are missing. */
    Map<UUID, Recommendations.Recommendation> recommendations(Collection<UUID> resourceIds);

    /** Resources with a live version, in the order of their ids. @param after null: from the first */
    List<UUID> publishedIds(@Nullable UUID after, int limit);

    /** The same of one school. */
    List<UUID> publishedIds(UUID schoolId, @Nullable UUID after, int limit);

    /** Those of them that have a live version. */
    Set<UUID> publishedIds(Collection<UUID> resourceIds);

    /** Since when resources are live in their present major version, by resource id. */
    Map<UUID, Instant> liveSince(Collection<UUID> resourceIds);

    /**
     * The version that the caller may edit or submit.
     *
     * @throws ProblemException 404 unless the caller owns the resource, 409 when no version is editable
     */
    VersionDetail editable(UUID resourceId, Actor actor);

    /**
     * The live version.
     *
     * @throws ProblemException 404 when there is none or the caller may not read it, 410 {@code resource-gone} with the
     *     tombstone when it was retired
     */
    VersionDetail readable(UUID resourceId, Actor actor);

    /** What stands in the place of retired resources, by resource; others are missing. In one statement. */
    Map<UUID, Tombstone> tombstones(Collection<UUID> resourceIds);
    /**
     * Those of the live resources that the caller may read, by resource; the others are missing, whether they exist or
     * not. For very many at once.
     */
    Map<UUID, LiveItem> readable(Collection<UUID> resourceIds, Actor actor);

    /** The same without asking for a right: for the system's own steps. */
    Map<UUID, LiveItem> live(Collection<UUID> resourceIds);

    /** Live versions in the order of their resources, for who looks at the whole shelf. @param after null: from the first */
    List<LiveVersion> live(@Nullable UUID after, int limit);

    /** How much of what its type asks for is filled in: 0–100. Counted anew each time. */
    int completeness(VersionDetail version);

    /** Everybody who contributed to a resource together with one of these persons, since then; they themselves left out. */
    Set<UUID> coAuthors(Set<UUID> personIds, Instant since);

    /** Text found in the versions' files, in the order of the files; by resource id. */
    Map<UUID, List<String>> texts(Collection<VersionDetail> versions);

    /**
     * Chinese names of the version's codes, to be found by: types and kinds, stage, grades, subject, edition, volume,
     * chapters, use scenes, lesson kind, contexts.
     */
    List<String> labels(VersionDetail version);

    /**
     * The codes of a list with their names, in list order; empty for a list that doesn't exist.
     *
     * @param taxonomy as in {@code /taxonomies/{name}}
     * @param locale Chinese unless English is asked for
     */
    Map<String, String> names(String taxonomy, Locale locale);

    /**
     * What a list says of a code besides its names, for example a term of another vocabulary.
     *
     * @return empty when it says nothing, and for null and codes that are not listed
     */
    Optional<String> property(String taxonomy, @Nullable String code, String property);
}
