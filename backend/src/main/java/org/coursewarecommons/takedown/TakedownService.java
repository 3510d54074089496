package org.coursewarecommons.takedown;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.review.spi.OpenReports;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.usage.LibraryMessages;
import org.coursewarecommons.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Taking reports: what is serious hides the resource at once, all else goes the way of messages. */
@Service
class TakedownService implements OpenReports {

    /** The committee knows within a day, whether that is a working day or not (DOMAIN 4.7). */
    private static final Duration INFORM_WITHIN = Duration.ofHours(24);

    private static final int DAYS = 5;
    /** Who was wrong so often within a year hides nothing any more without the steward on duty. */
    private static final int WRONG_TOO_OFTEN = 3;

    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final ReportRows reports;
    private final SuspensionRows suspensions;
    private final TakedownNotices notices;
    private final Catalogue catalogue;
    private final VersionLifecycle lifecycle;
    private final LibraryMessages messages;
    private final Workflow workflow;
    private final DomainClock clock;
    private final WorkingDays days;
    private final ApplicationEventPublisher events;

    TakedownService(
            ReportRows reports,
            SuspensionRows suspensions,
            TakedownNotices notices,
            Catalogue catalogue,
            VersionLifecycle lifecycle,
            LibraryMessages messages,
            Workflow workflow,
            DomainClock clock,
            WorkingDays days,
            ApplicationEventPublisher events) {
        this.reports = reports;
        this.suspensions = suspensions;
        this.notices = notices;
        this.catalogue = catalogue;
        this.lifecycle = lifecycle;
        this.messages = messages;
        this.workflow = workflow;
        this.clock = clock;
        this.days = days;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isOpen(UUID resourceId) {
        return reports.isOpen(resourceId);
    }

    /** @throws ProblemException 403 for systems and for one's own work, 404 unreadable, 409 reported already */
    @Transactional
    Report report(UUID resourceId, ReportReason reason, String text, Actor actor) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        VersionDetail version = catalogue.readable(resourceId, actor);
        if (version.contributorIds().contains(actor.id())) {
            throw new ProblemException(TakedownProblem.REPORTS_OWN);
        }
        if (!reason.isSerious()) {
            UUID message = messages.error(resourceId, text, actor);
            return insert(version, reason, text, Report.State.PASSED_ON, message, actor);
        }
        // Held from here on: of two who report at the same moment the second one joins the first one's suspension.
        VersionDetail held = lifecycle.lock(version.versionId());
        if (reports.hasReported(resourceId, actor.id())) {
            throw new ProblemException(TakedownProblem.REPORTED_ALREADY);
        }
        boolean trusted = reports.wrongReports(actor.id(), clock.now().minus(REMEMBERED)) < WRONG_TOO_OFTEN;
        Report made = insert(held, reason, text, Report.State.WAITING, null, actor);
        if (trusted || actor.has(Role.DISTRICT_STEWARD)) {
            suspend(made, held);
            return reports.report(made.id()).orElseThrow();
        }
        notices.waiting(made, held);
        return made;
    }

    /** The steward on duty takes it down after all. @throws ProblemException 403, 404, 409 unless it waits */
    @Transactional
    Report suspend(UUID reportId, Actor actor) {
        Report report = waiting(reportId, actor);
        VersionDetail version = lifecycle.lock(report.versionId());
        if (version.state() != VersionState.SUSPENDED && !version.state().isReadable()) {
            throw ProblemException.invalidTransition(version.state());
        }
        suspend(report, version);
        return reports.report(reportId).orElseThrow();
    }

    /** The steward on duty finds nothing in it: wrongly raised, and logged as such. */
    @Transactional
    Report dismiss(UUID reportId, String why, Actor actor) {
        Report report = waiting(reportId, actor);
        reports.settle(reportId, Report.State.WRONG, actor.id(), why, clock.now());
        Report dismissed = reports.report(reportId).orElseThrow();
        changed(dismissed, actor.id());
        notices.settled(dismissed, catalogue.version(report.versionId()).orElse(null));
        return dismissed;
    }

    private Report waiting(UUID reportId, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Report report = reports.lockReport(reportId);
        if (report.reporterId().equals(actor.id())) {
            throw ProblemException.because(TakedownProblem.REPORT_CONFLICT, "own-report");
        }
        if (report.state() != Report.State.WAITING) {
            throw ProblemException.invalidTransition(report.state());
        }
        return report;
    }

    private Report insert(
            VersionDetail version,
            ReportReason reason,
            String text,
            Report.State state,
            @Nullable UUID messageId,
            Actor actor) {
        Report report = new Report(
                Ids.next(),
                version.resourceId(),
                version.versionId(),
                reason,
                text,
                actor.id(),
                clock.now(),
                state,
                null,
                messageId,
                null,
                null);
        reports.insert(report);
        changed(report, actor.id());
        return report;
    }

    private void suspend(Report report, VersionDetail version) {
        Optional<Suspension> running = suspensions.running(version.resourceId());
        UUID id = running.map(Suspension::id).orElseGet(Ids::next);
        if (running.isEmpty()) {
            Instant now = clock.now();
            suspensions.insert(new Suspension(
                    id,
                    version.resourceId(),
                    version.versionId(),
                    version.ownerId(),
                    version.schoolId(),
                    report.reason(),
                    version.state(),
                    version.phase(),
                    Suspension.State.SUSPENDED,
                    now,
                    now.plus(INFORM_WITHIN),
                    days.plus(now, DAYS),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        reports.join(report.id(), id);
        changed(reports.report(report.id()).orElseThrow(), report.reporterId());
        if (running.isEmpty()) {
            workflow.start(
                    HearingModel.PROCESS_TAKEDOWN, id.toString(), Map.of(HearingModel.VARIABLE_CASE_ID, id.toString()));
        }
    }

    void changed(Report report, @Nullable UUID byId) {
        events.publishEvent(new ReportChanged(
                report.resourceId(),
                report.id(),
                report.reason().name(),
                report.state().name(),
                byId));
    }
}
