package org.coursewarecommons.review;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.review.Submission.State;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.TaskState;
import org.coursewarecommons.worklist.Worklist;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Submissions as a caller may see them: blind where the review is blind. */
@Component
class SubmissionViews {

    private final Sheets sheets;
    private final SubmissionAccess access;
    private final Worklist worklist;
    private final People people;
    private final SubmissionClocks clocks;

    SubmissionViews(Sheets sheets, SubmissionAccess access, Worklist worklist, People people, SubmissionClocks clocks) {
        this.sheets = sheets;
        this.access = access;
        this.worklist = worklist;
        this.people = people;
        this.clocks = clocks;
    }

    SubmissionView view(Submission submission, Actor actor) {
        boolean team = access.isTeam(actor);
        boolean owner = submission.ownerId().equals(actor.id());
        List<ScoreSheet> shown = sheets.of(submission.id()).stream()
                .filter(sheet -> isFinished(submission, sheet.round())
                        || (!owner && (team || sheet.reviewerId().equals(actor.id()))))
                .toList();
        Set<java.util.UUID> revised = shown.stream()
                .map(ScoreSheet::basedOnTaskId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<java.util.UUID, PersonSummary> names =
                team ? people.byIds(shown.stream().map(ScoreSheet::reviewerId).collect(Collectors.toSet())) : Map.of();
        return new SubmissionView(
                submission.id(),
                submission.resourceId(),
                submission.versionId(),
                submission.versionNumber(),
                submission.state(),
                submission.phase(),
                submission.round(),
                submission.target(),
                submission.outcome(),
                submission.composite() == null ? null : submission.composite().setScale(2, RoundingMode.HALF_UP),
                submission.note(),
                due(submission),
                clocks.checkLateSince(submission).orElse(null),
                shown.stream().map(sheet -> sheet(sheet, owner, names, revised)).toList(),
                vetoes(submission, team, owner),
                submission.createdAt(),
                submission.updatedAt(),
                actions(submission, owner));
    }

    private List<SubmissionView.VetoView> vetoes(Submission submission, boolean team, boolean owner) {
        return sheets.vetoes(submission.id()).stream()
                .filter(veto -> isFinished(submission, veto.round()) || (team && !owner))
                .map(veto -> new SubmissionView.VetoView(
                        veto.round(), veto.code(), veto.place(), veto.reason(), veto.confirmed()))
                .toList();
    }

    /** Nobody learns what the others said before all have spoken. */
    private static boolean isFinished(Submission submission, int round) {
        return round < submission.round() || submission.state() != State.SUBMITTED;
    }

    private static SubmissionView.Sheet sheet(
            ScoreSheet sheet, boolean owner, Map<java.util.UUID, PersonSummary> names, Set<java.util.UUID> revised) {
        PersonSummary reviewer = names.get(sheet.reviewerId());
        return new SubmissionView.Sheet(
                sheet.round(),
                sheet.level().name(),
                sheet.form(),
                sheet.rubricVersion(),
                sheet.formScore().setScale(2, RoundingMode.HALF_UP),
                sheet.passed(),
                owner ? null : sheet.scores(),
                sheet.notApplicable(),
                sheet.remarks(),
                sheet.comment(),
                reviewer == null || owner ? null : new SubmissionView.Reviewer(reviewer.id(), reviewer.name()),
                revised.contains(sheet.taskId()),
                sheet.decidedAt());
    }

    private @Nullable Instant due(Submission submission) {
        if (submission.state() == State.REVISION_REQUESTED) {
            return submission.authorDue();
        }
        return worklist.ofCase(submission.id()).stream()
                .filter(task -> task.state() == TaskState.OPEN || task.state() == TaskState.CLAIMED)
                .map(Task::due)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<String> actions(Submission submission, boolean owner) {
        List<String> actions = new ArrayList<>();
        if (owner && submission.state() == State.REVISION_REQUESTED) {
            actions.add("resubmit");
        }
        if (owner && submission.state().isOpen()) {
            actions.add("withdraw");
        }
        return actions;
    }
}
