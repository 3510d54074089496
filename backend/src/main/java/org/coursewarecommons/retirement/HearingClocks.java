package org.coursewarecommons.retirement;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.stereotype.Component;

/** The absolute dates of a hearing, in working days of the district (DT-E2). */
@Component("hearingClocks")
public class HearingClocks implements ProcessSteps {

    private static final Map<String, Integer> DAYS = Map.of(
            HearingModel.STEP_OWNER_ANSWER, 15,
            HearingModel.STEP_COLLECTIVE_ANSWER, 5,
            HearingModel.TASK_COMMITTEE_VOTE, 10,
            HearingModel.STEP_APPEAL, 15,
            HearingModel.TASK_APPEAL_VOTE, 15,
            HearingModel.TASK_EXECUTE_RETIREMENT, 5,
            HearingModel.TASK_CONFIRM_RETIREMENT, 5);

    private final DomainClock clock;
    private final WorkingDays days;

    HearingClocks(DomainClock clock, WorkingDays days) {
        this.clock = clock;
        this.days = days;
    }

    @Override
    public String processKey() {
        return HearingModel.PROCESS_RETIREMENT;
    }

    /** When a task that opens now is due. */
    public Date due(String caseId, String task) {
        return Date.from(after(task));
    }

    /** When a step that begins now ends by itself. */
    public Date end(String caseId, String step) {
        return due(caseId, step);
    }

    Instant after(String step) {
        Integer wait = DAYS.get(step);
        if (wait == null) {
            throw new IllegalArgumentException("no clock for " + step);
        }
        return days.plus(clock.now(), wait);
    }
}
