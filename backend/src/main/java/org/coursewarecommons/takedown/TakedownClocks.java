package org.coursewarecommons.takedown;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.stereotype.Component;

/** The two clocks of a takedown, set when it began: 24 hours to tell the committee, five working days to decide. */
@Component("takedownClocks")
public class TakedownClocks implements ProcessSteps {

    private final SuspensionRows suspensions;

    TakedownClocks(SuspensionRows suspensions) {
        this.suspensions = suspensions;
    }

    @Override
    public String processKey() {
        return HearingModel.PROCESS_TAKEDOWN;
    }

    /** When a task is due. */
    public Date due(String caseId, String task) {
        return end(caseId, task);
    }

    /** When nobody is waited for any more. */
    public Date end(String caseId, String task) {
        Suspension suspension = suspensions.suspension(UUID.fromString(caseId)).orElseThrow();
        Instant end = task.equals(HearingModel.TASK_INFORM_COMMITTEE) ? suspension.informDue() : suspension.endsAt();
        return Date.from(end);
    }
}
