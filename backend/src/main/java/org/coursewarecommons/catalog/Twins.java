package org.coursewarecommons.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Resources whose files are, or read, much like those of a version. */
public interface Twins {

    /**
     * Other resources with the same bytes or much the same text, most alike first, at most 20, one entry each. Drafts of
     * others stay unknown. Asks for no right: for those who judge the version.
     */
    List<SimilarFile> of(VersionDetail version);

    /**
     * For very many at once, the one other resource that each is most like; a resource without any is missing. The same
     * bytes count as 1.
     */
    Map<UUID, Nearest> nearest(Collection<UUID> liveResourceIds);

    /** @param score share of the text that both have in common, 0.8 to 1 */
    record Nearest(UUID resourceId, double score) {}

    /**
     * @param resourceId the other resource
     * @param state of the other resource's version that has the file
     * @param file our file's name
     * @param score share of the text that both have in common, 0.8 to 1
     * @param exact the same bytes
     * @param veto the code V12 of the veto items when it is so much alike that it may be a copy; else empty
     */
    record SimilarFile(
            UUID resourceId, String title, VersionState state, String file, double score, boolean exact, String veto) {}
}
