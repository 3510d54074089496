package org.coursewarecommons.retirement;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Deposits;
import org.coursewarecommons.catalog.RecordedState;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.retirement.HearingRecords.Purpose;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The way back: a retired resource goes through review again, from the second level on, as its own next version. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Restorations {

    private static final int TEACHERS = 5;
    private static final String LEVEL = "L2";

    private final HearingRows hearings;
    private final HearingRecords records;
    private final TombstoneRows tombstones;
    private final Undertaker undertaker;
    private final Deposits deposits;
    private final Workflow workflow;
    private final ApplicationEventPublisher events;

    Restorations(
            HearingRows hearings,
            HearingRecords records,
            TombstoneRows tombstones,
            Undertaker undertaker,
            Deposits deposits,
            Workflow workflow,
            ApplicationEventPublisher events) {
        this.hearings = hearings;
        this.records = records;
        this.tombstones = tombstones;
        this.undertaker = undertaker;
        this.deposits = deposits;
        this.workflow = workflow;
        this.events = events;
    }

    /**
     * The author's new evidence is enough; of other teachers it takes five.
     *
     * @throws ProblemException 403, 409 when it is not retired, is back in review, or must not come back
     */
    void ask(UUID id, String text, Actor actor) {
        Hearing hearing = hearings.lock(id);
        if (hearing.state() != Hearing.State.RETIRED) {
            throw ProblemException.invalidTransition(hearing.state());
        }
        TombstoneRows.Row tombstone = tombstones
                .lock(hearing.resourceId())
                .orElseThrow(() -> ProblemException.invalidTransition(hearing.state()));
        if (tombstone.isMinimal() || tombstone.purgedAt() != null) {
            throw new ProblemException(RetirementProblem.NOT_RESTORABLE);
        }
        requireNotUnderWay(hearing);
        actor.require(Role.CONTRIBUTOR);
        int voices = records.raise(id, Purpose.RESTORATION, actor.id(), text);
        tell(hearing, "restoration-asked", String.valueOf(voices));
        if (hearing.authorIds().contains(actor.id()) || voices >= TEACHERS) {
            workflow.startByMessage(
                    HearingModel.MESSAGE_RESTORATION_ASKED,
                    id.toString(),
                    Map.of(HearingModel.VARIABLE_CASE_ID, id.toString()));
        }
    }

    /** What {@code reenterReview} of the model does. */
    void reenter(Hearing hearing) {
        undertaker.thaw(hearing.resourceId());
        String why = String.join("\n", records.words(hearing.id(), Purpose.RESTORATION));
        VersionDetail next =
                deposits.successor(hearing.resourceId(), why.length() > 2000 ? why.substring(0, 2000) : why);
        deposits.takeOver(next.versionId(), new RecordedState(VersionState.SUBMITTED, LEVEL, false, null, null, null));
        records.forget(hearing.id(), Purpose.RESTORATION);
        tell(hearing, "restoration-review", next.number());
    }

    private void requireNotUnderWay(Hearing hearing) {
        boolean underWay =
                deposits.histories(Set.of(hearing.resourceId())).getOrDefault(hearing.resourceId(), List.of()).stream()
                        .map(version -> version.detail().state())
                        .anyMatch(state -> state.isEditable() || state == VersionState.SUBMITTED);
        if (underWay) {
            throw ProblemException.invalidTransition(VersionState.SUBMITTED);
        }
    }

    private void tell(Hearing hearing, String cause, String detail) {
        records.tell(hearing.id(), cause, detail);
        events.publishEvent(new HearingChanged(
                hearing.id(), hearing.resourceId(), hearing.state().name(), cause));
    }
}
