package org.coursewarecommons.sharing;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.models.ScopeModel;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.sharing.spi.ScopeReview;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What {@code scope-promotion.bpmn} calls. Each runs in the engine's transaction. */
@Component("scopeSteps")
@Transactional(propagation = Propagation.MANDATORY)
public class ScopeSteps implements ProcessSteps {

    /** Working days that a steward has: as many as a reviewer of the collective. */
    private static final int CONSENT_DAYS = 5;

    private final ScopeRequestRows rows;
    private final ScopeRequestService service;
    private final Visibility visibility;
    private final Catalogue catalogue;
    private final ScopeReview review;
    private final DomainClock clock;
    private final WorkingDays days;

    /** @param review lazily, because it tells this module how reviews end */
    ScopeSteps(
            ScopeRequestRows rows,
            ScopeRequestService service,
            Visibility visibility,
            Catalogue catalogue,
            @Lazy ScopeReview review,
            DomainClock clock,
            WorkingDays days) {
        this.rows = rows;
        this.service = service;
        this.visibility = visibility;
        this.catalogue = catalogue;
        this.review = review;
        this.clock = clock;
        this.days = days;
    }

    @Override
    public String processKey() {
        return ScopeModel.PROCESS_KEY;
    }

    /** When a steward's task that opens now is due. */
    public Date due(String requestId, String taskKey) {
        return Date.from(days.plus(clock.now(), CONSENT_DAYS));
    }

    /** How many stewards are asked. */
    public int consentsNeeded(String requestId) {
        return get(requestId).consentsNeeded();
    }

    /** Whether a steward said no: the other ones need not answer. */
    public boolean declined(String requestId) {
        return rows.consents(UUID.fromString(requestId)).stream().anyMatch(consent -> !consent.consents());
    }

    /** Whether every steward who was asked said yes. */
    public boolean consented(String requestId) {
        ScopeRequest request = get(requestId);
        return rows.consents(request.id()).stream()
                        .filter(ScopeRequestRows.Consent::consents)
                        .count()
                == request.consentsNeeded();
    }

    /** Starts the review of the missing levels. @return whether its end is to be waited for */
    public boolean beginReview(String requestId) {
        ScopeRequest request = hold(requestId);
        if (live(request).isEmpty()) {
            return false;
        }
        List<String> missing = review.missing(request.versionId(), request.wider());
        rows.missing(request.id(), missing);
        if (missing.isEmpty()) {
            return false;
        }
        rows.move(request.id(), ScopeRequest.State.REVIEW, null);
        rows.tell(request.id(), "review-started", String.join(" ", missing));
        service.changed(request, ScopeRequest.State.REVIEW, "review-started");
        UUID submissionId = review.begin(request.id(), request.versionId(), request.wider());
        rows.reviewed(request.id(), submissionId, null);
        return get(requestId).reviewPassed() == null;
    }

    /** True as well when no level was missing; never when the reviewed version isn't the live one any more. */
    public boolean reviewPassed(String requestId) {
        ScopeRequest request = get(requestId);
        List<String> missing = request.missingLevels();
        return live(request).isPresent()
                && missing != null
                && (missing.isEmpty() || Boolean.TRUE.equals(request.reviewPassed()));
    }

    /** Gives the wider scope. */
    public void widen(String requestId) {
        ScopeRequest request = hold(requestId);
        visibility.widen(request.resourceId(), request.schoolId(), request.wider());
        close(request, ScopeRequest.State.WIDENED, null, "widened");
    }

    /** The scope stays. */
    public void refuse(String requestId) {
        ScopeRequest request = hold(requestId);
        String by =
                declined(requestId) ? "STEWARD" : Boolean.FALSE.equals(request.reviewPassed()) ? "REVIEW" : "RESOURCE";
        close(request, ScopeRequest.State.REFUSED, by, "refused");
    }

    /** Who asked took it back. */
    public void withdraw(String requestId) {
        ScopeRequest request = hold(requestId);
        close(request, ScopeRequest.State.WITHDRAWN, null, "withdrawn");
        review.cancel(request.id());
    }

    private void close(
            ScopeRequest request,
            ScopeRequest.State state,
            @org.jspecify.annotations.Nullable String by,
            String cause) {
        rows.move(request.id(), state, by);
        rows.tell(request.id(), cause, by);
        service.changed(request, state, cause);
        if (state != ScopeRequest.State.WITHDRAWN) {
            service.notice(
                    "submission.scope-" + cause,
                    request.ownerId().equals(request.requesterId())
                            ? Set.of(request.ownerId())
                            : Set.of(request.ownerId(), request.requesterId()),
                    request,
                    catalogue.version(request.versionId()).orElse(null));
        }
    }

    /** The version that was asked for, while it is the published one. */
    private Optional<VersionDetail> live(ScopeRequest request) {
        return Optional.ofNullable(
                        catalogue.published(List.of(request.resourceId())).get(request.resourceId()))
                .filter(version -> version.versionId().equals(request.versionId()));
    }

    private ScopeRequest hold(String requestId) {
        return rows.lock(UUID.fromString(requestId));
    }

    private ScopeRequest get(String requestId) {
        return rows.find(UUID.fromString(requestId)).orElseThrow();
    }
}
