package org.coursewarecommons.takedown;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.retirement.Burials;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What {@code takedown.bpmn} calls. Each runs in the engine's transaction. */
@Component("takedownSteps")
@Transactional(propagation = Propagation.MANDATORY)
public class TakedownSteps implements ProcessSteps {

    private static final String COMMITTEE = "COMMITTEE";

    private final ReportRows reports;
    private final SuspensionRows suspensions;
    private final TakedownService service;
    private final TakedownNotices notices;
    private final Catalogue catalogue;
    private final VersionLifecycle lifecycle;
    private final Burials burials;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    TakedownSteps(
            ReportRows reports,
            SuspensionRows suspensions,
            TakedownService service,
            TakedownNotices notices,
            Catalogue catalogue,
            VersionLifecycle lifecycle,
            Burials burials,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.reports = reports;
        this.suspensions = suspensions;
        this.service = service;
        this.notices = notices;
        this.catalogue = catalogue;
        this.lifecycle = lifecycle;
        this.burials = burials;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public String processKey() {
        return HearingModel.PROCESS_TAKEDOWN;
    }

    /** Hides it from everybody but its owner and the staff. */
    public void suspendResource(String caseId) {
        Suspension suspension = hold(caseId);
        lifecycle.suspend(suspension.versionId());
        changed(suspension, Suspension.State.SUSPENDED, "suspended");
        notices.suspended(suspension);
    }

    /** Nobody wrote within a day. */
    public void informByItself(String caseId) {
        Suspension suspension = hold(caseId);
        String text = suspension.reason().name();
        suspensions.inform(suspension.id(), null, text, clock.now());
        changed(suspension, suspension.state(), "informed-by-itself");
        notices.informed(suspension, text);
    }

    /** What the committee came to: RESTORE, FIX, RETIRE, or CONFIRM while a second member has to agree to RETIRE. */
    public String outcome(String caseId) {
        Suspension suspension = get(caseId);
        if (suspension.outcome() == Suspension.Outcome.RETIRE && suspension.confirmedBy() == null) {
            return "CONFIRM";
        }
        return String.valueOf(suspension.outcome());
    }

    /** As it was; the reports were wrong. */
    public void restoreResource(String caseId) {
        Suspension suspension = hold(caseId);
        bringBack(suspension);
        end(suspension, Suspension.State.RESTORED, Report.State.WRONG);
    }

    /** Nobody decided: it comes back, and nothing is said of the reports. */
    public void restoreOverdue(String caseId) {
        Suspension suspension = hold(caseId);
        bringBack(suspension);
        end(suspension, Suspension.State.EXPIRED, Report.State.UNDECIDED);
    }

    /** Back to its contributor; hidden until a repaired version is published. */
    public void requestFix(String caseId) {
        Suspension suspension = hold(caseId);
        if (isSuspended(suspension)) {
            lifecycle.requestRepair(suspension.versionId());
        }
        end(suspension, Suspension.State.FIX, Report.State.CONFIRMED);
    }

    /** By the decision of two members of the committee. */
    public void retireConfirmed(String caseId) {
        Suspension suspension = hold(caseId);
        if (isSuspended(suspension)) {
            burials.bury(new Burials.Burial(
                    suspension.versionId(),
                    suspension.reason().name(),
                    suspension.decision(),
                    suspension.id(),
                    COMMITTEE,
                    Set.of(required(suspension.decidedBy()), required(suspension.confirmedBy())),
                    List.of(),
                    "NONE"));
        }
        end(suspension, Suspension.State.RETIRED, Report.State.CONFIRMED);
    }

    private static UUID required(@Nullable UUID person) {
        if (person == null) {
            throw new IllegalStateException("two persons retire");
        }
        return person;
    }

    private void bringBack(Suspension suspension) {
        if (!isSuspended(suspension)) {
            return;
        }
        lifecycle.reinstate(suspension.versionId());
        if (suspension.formerState() == VersionState.PROBATION && suspension.formerPhase() != null) {
            lifecycle.probation(suspension.versionId(), suspension.formerPhase());
        } else if (suspension.formerState() == VersionState.SUPERSEDED) {
            lifecycle.supersede(suspension.versionId());
        }
    }

    /** A repaired version may have taken its place meanwhile. */
    private boolean isSuspended(Suspension suspension) {
        return catalogue
                .version(suspension.versionId())
                .filter(version -> version.state() == VersionState.SUSPENDED)
                .isPresent();
    }

    private void end(Suspension suspension, Suspension.State state, Report.State found) {
        suspensions.close(suspension.id(), state, clock.now());
        changed(suspension, state, "ended");
        for (Report report : reports.ofSuspension(suspension.id())) {
            reports.settle(report.id(), found, suspension.decidedBy(), suspension.decision(), clock.now());
            Report settled = reports.report(report.id()).orElseThrow();
            service.changed(settled, suspension.decidedBy());
            notices.settled(settled, catalogue.version(suspension.versionId()).orElse(null));
        }
        notices.ended(suspension, state, suspension.decision() == null ? "" : suspension.decision());
    }

    private void changed(Suspension suspension, Suspension.State state, String cause) {
        events.publishEvent(new TakedownChanged(suspension.resourceId(), suspension.id(), state.name(), cause));
    }

    private Suspension hold(String caseId) {
        return suspensions.lock(UUID.fromString(caseId));
    }

    private Suspension get(String caseId) {
        return suspensions.suspension(UUID.fromString(caseId)).orElseThrow();
    }
}
