package org.coursewarecommons.retirement;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Beginning the hearing of a resource. In the caller's transaction; the right to do so is the caller's to ask. */
public interface Retirements {

    /**
     * Begins the hearing of a resource: notice to its owner, and so on.
     *
     * @return the hearing's id
     * @throws org.coursewarecommons.shared.ProblemException 404 without a live version, 409 {@code hearing-open}, 422 for
     *     an unknown reason
     */
    UUID nominate(Nomination nomination);

    /** The hearing that runs about a resource as a whole. */
    Optional<UUID> openHearing(UUID resourceId);

    /**
     * @param reasonCode of the list {@code reason-codes}
     * @param reason why, in words
     * @param nominatedBy who answers for it; never the machine
     * @param collectiveId to end its sharing there only; null for the whole resource
     * @param cycleId the evaluation that proposed it; null for none
     * @param replacements resources to use instead
     */
    record Nomination(
            UUID resourceId,
            String reasonCode,
            String reason,
            UUID nominatedBy,
            @Nullable UUID collectiveId,
            @Nullable UUID cycleId,
            List<UUID> replacements) {

        public Nomination {
            replacements = List.copyOf(replacements);
        }
    }
}
