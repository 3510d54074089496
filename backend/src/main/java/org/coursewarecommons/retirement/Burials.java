package org.coursewarecommons.retirement;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carrying out what people decided. In the caller's transaction; that they decided it is the caller's to know. */
public interface Burials {

    /**
     * Retires a resource at once and sets its tombstone, for a decision of people that was made outside a hearing (a
     * takedown). Its version is retired, its bytes go into cold storage, an open hearing of it lapses, and a {@link
     * ResourceRetired} event is published.
     *
     * @throws org.coursewarecommons.shared.ProblemException 409 when the state forbids it; {@code two-persons} unless two
     *     carried it out
     */
    void bury(Burial burial);

    /**
     * @param versionId PUBLISHED, PROBATION, SUSPENDED or SUPERSEDED
     * @param publicNote what everybody may read of the reason
     * @param decisionId the case that decided it
     * @param decidedByRole for example COMMITTEE
     * @param carriedOutBy the persons who did: two different ones at least
     * @param appealState NONE, UPHELD or REVERSED
     */
    record Burial(
            UUID versionId,
            String reasonCode,
            @Nullable String publicNote,
            UUID decisionId,
            String decidedByRole,
            Set<UUID> carriedOutBy,
            List<UUID> replacements,
            String appealState) {

        public Burial {
            carriedOutBy = Set.copyOf(carriedOutBy);
            replacements = List.copyOf(replacements);
        }
    }
}
