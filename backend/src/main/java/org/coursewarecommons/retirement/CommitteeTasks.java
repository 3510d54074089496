package org.coursewarecommons.retirement;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.TaskOpened;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Decision.Vote;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.spi.Candidate;
import org.coursewarecommons.worklist.spi.NewTask;
import org.coursewarecommons.worklist.spi.TaskKind;
import org.springframework.stereotype.Component;

/** The seats of the committee that decides about retiring a resource. */
@Component
class CommitteeTasks implements TaskKind {

    static final String KIND = "COMMITTEE";

    private static final Set<Vote> CHOICES = EnumSet.of(Vote.RETIRE, Vote.IMPROVE, Vote.KEEP, Vote.ABSTAIN);

    private final HearingRows hearings;
    private final HearingRecords records;
    private final CommitteeSides sides;
    private final HearingMaterial material;

    CommitteeTasks(HearingRows hearings, HearingRecords records, CommitteeSides sides, HearingMaterial material) {
        this.hearings = hearings;
        this.records = records;
        this.sides = sides;
        this.material = material;
    }

    @Override
    public Set<String> taskKeys() {
        return Set.of(HearingModel.PROCESS_RETIREMENT + "/" + HearingModel.TASK_COMMITTEE_VOTE);
    }

    @Override
    public NewTask describe(TaskOpened opened) {
        Hearing hearing = material.hearing(UUID.fromString(opened.businessKey()));
        return material.task(hearing, KIND, hearing.call(), Role.COMMITTEE, HearingRecords.Part.COMMITTEE);
    }

    @Override
    public Optional<ProblemException> refusal(Candidate candidate, Task task) {
        return material.refusal(
                candidate, material.hearing(task.caseId()), Role.COMMITTEE, HearingRecords.Part.COMMITTEE);
    }

    @Override
    public void decide(UUID personId, Task task, Decision decision) {
        String reason = VoteForm.require(decision, CHOICES);
        Hearing hearing = hearings.lock(task.caseId());
        String side = sides.of(personId)
                .orElseThrow(() -> ProblemException.because(RetirementProblem.HEARING_CONFLICT, "no-side"));
        records.vote(
                task.id(),
                hearing,
                KIND,
                new HearingRecords.Vote(personId, side, String.valueOf(decision.vote()), reason));
        records.part(hearing.id(), personId, HearingRecords.Part.COMMITTEE);
        records.tell(hearing.id(), "voted", null);
    }

    @Override
    public Map<String, Object> material(Task task) {
        return material.material(task);
    }
}
