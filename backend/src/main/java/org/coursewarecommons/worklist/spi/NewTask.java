package org.coursewarecommons.worklist.spi;

import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a task is about, told as it opens.
 *
 * @param caseId what is decided about
 * @param role whoever is appointed to it for subject and stage may take the task
 * @param subject code; with {@code stage} it narrows the role of reviewers, other roles stand for all subjects
 * @param form which rubric is filled; null for a vote
 * @param onlyScope {@code school:<uuid>} when only its members may take it
 * @param exclusions scopes in conflict ({@code person:<uuid>}, {@code school:<uuid>}, {@code collective:<uuid>}) with
 *     the rule that says so
 * @param basedOnTaskId the task whose decision may be revised by this one
 */
public record NewTask(
        String kind,
        UUID caseId,
        int round,
        UUID resourceId,
        String title,
        Role role,
        String subject,
        String stage,
        String level,
        @Nullable String form,
        @Nullable String onlyScope,
        Map<String, String> exclusions,
        @Nullable UUID basedOnTaskId) {

    public NewTask {
        exclusions = Map.copyOf(exclusions);
    }
}
