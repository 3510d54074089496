package org.coursewarecommons.retirement;

import org.coursewarecommons.catalog.VersionChanged;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.evaluation.CycleChanged;
import org.coursewarecommons.sharing.ScopesChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What happens elsewhere and concerns hearings and tombstones, in the transaction in which it happens. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RetirementListener {

    private static final String TAKEN_OVER = "taken-over";
    private static final String PUBLISHED = "published";
    private static final String LOW_VALUE = "LOW_VALUE";

    private final HearingService service;
    private final HearingRows hearings;
    private final HearingNotices notices;
    private final HearingLapses lapses;
    private final Undertaker undertaker;

    RetirementListener(
            HearingService service,
            HearingRows hearings,
            HearingNotices notices,
            HearingLapses lapses,
            Undertaker undertaker) {
        this.service = service;
        this.hearings = hearings;
        this.notices = notices;
        this.lapses = lapses;
        this.undertaker = undertaker;
    }

    @EventListener
    public void on(CycleChanged change) {
        if (change.cause().equals(PUBLISHED)) {
            service.propose(change.cycleId());
        }
    }

    @EventListener
    public void on(VersionChanged change) {
        if (change.to() == VersionState.RETIRED && change.cause().equals(TAKEN_OVER)) {
            undertaker.mark(change.versionId(), LOW_VALUE);
        }
        if (change.to() == VersionState.PROBATION && change.cause().equals(TAKEN_OVER)) {
            service.takeOver(change.resourceId());
        }
        if (change.from() == VersionState.PROBATION && change.to() == VersionState.REPLACED) {
            hearings.open(change.resourceId(), null).ifPresent(open -> lapses.lapse(open, "new-version"));
        }
        if (change.to() == VersionState.PUBLISHED && change.from() == VersionState.SUBMITTED) {
            restored(change);
        }
    }

    /** What was taken over retired gets its scopes afterwards. */
    @EventListener
    public void on(ScopesChanged change) {
        undertaker.scopes(change.resourceId(), change.scopes());
    }

    private void restored(VersionChanged change) {
        if (!undertaker.restored(change.resourceId(), change.versionId())) {
            return;
        }
        hearings.retired(change.resourceId()).ifPresent(hearing -> {
            hearings.move(hearing.id(), Hearing.State.RESTORED, null);
            service.changed(hearing, Hearing.State.RESTORED, "restored", null);
            notices.ended(hearing, "restored");
        });
    }
}
