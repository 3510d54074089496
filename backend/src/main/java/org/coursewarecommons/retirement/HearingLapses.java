package org.coursewarecommons.retirement;

import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Ends hearings that something else has overtaken. */
@Component
class HearingLapses {

    private final HearingRows hearings;
    private final HearingRecords records;
    private final Workflow workflow;
    private final ApplicationEventPublisher events;

    HearingLapses(HearingRows hearings, HearingRecords records, Workflow workflow, ApplicationEventPublisher events) {
        this.hearings = hearings;
        this.records = records;
        this.workflow = workflow;
        this.events = events;
    }

    /** @param cause for the timeline */
    void lapse(Hearing hearing, String cause) {
        hearings.move(hearing.id(), Hearing.State.LAPSED, null);
        records.tell(hearing.id(), "lapsed", cause);
        workflow.cancel(HearingModel.PROCESS_RETIREMENT, hearing.id().toString(), cause);
        events.publishEvent(new HearingChanged(hearing.id(), hearing.resourceId(), Hearing.State.LAPSED.name(), cause));
    }
}
