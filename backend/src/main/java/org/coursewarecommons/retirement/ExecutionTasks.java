package org.coursewarecommons.retirement;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.TaskOpened;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Decision.Vote;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.spi.Candidate;
import org.coursewarecommons.worklist.spi.NewTask;
import org.coursewarecommons.worklist.spi.TaskKind;
import org.springframework.stereotype.Component;

/** Carrying out what was decided: one steward of the district writes the tombstone, another one confirms it. */
@Component
class ExecutionTasks implements TaskKind {

    private static final String KIND = "STEWARD";
    private static final String CONFIRM = "/" + HearingModel.TASK_CONFIRM_RETIREMENT;

    private final HearingRows hearings;
    private final HearingRecords records;
    private final HearingService service;
    private final HearingNotices notices;
    private final HearingRules rules;
    private final HearingMaterial material;

    ExecutionTasks(
            HearingRows hearings,
            HearingRecords records,
            HearingService service,
            HearingNotices notices,
            HearingRules rules,
            HearingMaterial material) {
        this.hearings = hearings;
        this.records = records;
        this.service = service;
        this.notices = notices;
        this.rules = rules;
        this.material = material;
    }

    @Override
    public Set<String> taskKeys() {
        return Set.of(
                HearingModel.PROCESS_RETIREMENT + "/" + HearingModel.TASK_EXECUTE_RETIREMENT,
                HearingModel.PROCESS_RETIREMENT + CONFIRM);
    }

    @Override
    public NewTask describe(TaskOpened opened) {
        Hearing hearing = hearings.lock(UUID.fromString(opened.businessKey()));
        boolean first = opened.taskKey().equals(HearingModel.TASK_EXECUTE_RETIREMENT);
        hearings.move(hearing.id(), Hearing.State.EXECUTION, opened.due());
        service.changed(hearing, Hearing.State.EXECUTION, first ? "execution-opened" : "confirmation-opened", null);
        notices.execution(
                hearing,
                rules.seated(hearing, Role.DISTRICT_STEWARD).stream()
                        .map(People.Appointee::personId)
                        .collect(Collectors.toSet()));
        // After all calls of committee and panel, and each of the two its own.
        return material.task(hearing, KIND, hearing.call() + (first ? 1 : 2), Role.DISTRICT_STEWARD);
    }

    @Override
    public Optional<ProblemException> refusal(Candidate candidate, Task task) {
        Hearing hearing = material.hearing(task.caseId());
        if (task.taskKey().endsWith(CONFIRM) && candidate.personId().equals(hearing.executedBy())) {
            return Optional.of(new ProblemException(RetirementProblem.TWO_PERSONS));
        }
        return material.refusal(candidate, hearing, Role.DISTRICT_STEWARD);
    }

    /** There is nothing left to decide: who sees a mistake says so and leaves the task. */
    @Override
    public void decide(UUID personId, Task task, Decision decision) {
        String text = VoteForm.require(decision, EnumSet.of(Vote.APPROVE));
        Hearing hearing = hearings.lock(task.caseId());
        if (task.taskKey().endsWith(CONFIRM)) {
            hearings.confirmed(hearing.id(), personId);
            records.part(hearing.id(), personId, HearingRecords.Part.CONFIRMED);
            records.tell(hearing.id(), "confirmed", null);
        } else {
            if (hearing.publicNote() == null) {
                hearings.note(hearing.id(), text, hearing.replacements());
            }
            hearings.executed(hearing.id(), personId);
            records.part(hearing.id(), personId, HearingRecords.Part.EXECUTED);
            records.tell(hearing.id(), "executed", null);
        }
    }

    @Override
    public Map<String, Object> material(Task task) {
        return material.material(task);
    }
}
