package org.coursewarecommons.worklist.spi;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a task is about, told as it opens.
 *
 * @param caseId what is decided about
 * @param roles whoever is appointed to one of them for subject and stage may take the task
 * @param subject code; with {@code stage} it narrows the roles of reviewers, other roles stand for all subjects
 * @param form which rubric is filled; null for a vote
 * @param onlyScope {@code school:<uuid>} when only its members may take it
 * @param exclusions scopes in conflict ({@code person:<uuid>}, {@code school:<uuid>}, {@code collective:<uuid>}) with
 *     the rule that says so
 * @param format extension of the main file, which a technician's appointment must cover; null without a file
 * @param reservedFor a scope, named like the rule, whose members alone take the task by themselves; null for all
 * @param basedOnTaskId the task whose decision may be revised by this one
 * @param openSubjects reviewers of these subjects, of whatever stage, may take it; empty for its own subject and stage
 */
public record NewTask(
        String kind,
        UUID caseId,
        int round,
        UUID resourceId,
        String title,
        Set<Role> roles,
        String subject,
        String stage,
        String level,
        @Nullable String form,
        @Nullable String onlyScope,
        Map<String, String> exclusions,
        @Nullable String format,
        @Nullable String reservedFor,
        @Nullable UUID basedOnTaskId,
        Set<String> openSubjects) {

    public NewTask {
        roles = Set.copyOf(roles);
        exclusions = Map.copyOf(exclusions);
        openSubjects = Set.copyOf(openSubjects);
    }

    /** For those who are appointed to its own subject and stage. */
    public NewTask(
            String kind,
            UUID caseId,
            int round,
            UUID resourceId,
            String title,
            Set<Role> roles,
            String subject,
            String stage,
            String level,
            @Nullable String form,
            @Nullable String onlyScope,
            Map<String, String> exclusions,
            @Nullable String format,
            @Nullable String reservedFor,
            @Nullable UUID basedOnTaskId) {
        this(
                kind,
                caseId,
                round,
                resourceId,
                title,
                roles,
                subject,
                stage,
                level,
                form,
                onlyScope,
                exclusions,
                format,
                reservedFor,
                basedOnTaskId,
                Set.of());
    }
}
