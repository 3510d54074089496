package org.coursewarecommons.sharing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.ScopeModel;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asking for a wider scope, and taking it back. */
@Service
class ScopeRequestService implements ScopeRequests {

    private final ScopeRequestRows rows;
    private final ScopeStewards stewards;
    private final Visibility visibility;
    private final Catalogue catalogue;
    private final Organisations organisations;
    private final Workflow workflow;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    ScopeRequestService(
            ScopeRequestRows rows,
            ScopeStewards stewards,
            Visibility visibility,
            Catalogue catalogue,
            Organisations organisations,
            Workflow workflow,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.stewards = stewards;
        this.visibility = visibility;
        this.catalogue = catalogue;
        this.organisations = organisations;
        this.workflow = workflow;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Starts the process for a published resource.
     *
     * @throws ProblemException 403, 404, 409 when it isn't wider or one is open, or 422 for a collective of others
     */
    @Transactional
    public ScopeRequest ask(UUID resourceId, ScopeRequestBody.New body, Actor actor) {
        VersionDetail version = catalogue.readable(resourceId, actor);
        if (!version.ownerId().equals(actor.id()) && !stewards.mayAskFor(actor, version.schoolId())) {
            throw ProblemException.forbidden();
        }
        return begin(version, body, actor);
    }

    private ScopeRequest begin(VersionDetail version, ScopeRequestBody.New body, Actor actor) {
        UUID resourceId = version.resourceId();
        var now = clock.now();
        ScopeRequest request = new ScopeRequest(
                Ids.next(),
                resourceId,
                version.versionId(),
                version.ownerId(),
                version.schoolId(),
                actor.id(),
                wider(version, body),
                ScopeRequest.State.CONSENT,
                null,
                null,
                null,
                null,
                body.note(),
                now,
                now);
        try {
            rows.insert(request);
        } catch (DuplicateKeyException open) {
            throw new ProblemException(SharingProblem.SCOPE_REQUEST_OPEN);
        }
        rows.tell(request.id(), "requested", request.wider().level().name());
        changed(request, ScopeRequest.State.CONSENT, "requested");
        workflow.start(
                ScopeModel.PROCESS_KEY,
                request.id().toString(),
                Map.of(ScopeModel.VARIABLE_REQUEST_ID, request.id().toString()));
        Set<UUID> asked = new TreeSet<>(stewards.of(request.wider().collectiveIds()));
        asked.remove(actor.id());
        notice("task.scope-consent", asked, request, version);
        return rows.find(request.id()).orElseThrow();
    }

    @Override
    @Transactional
    public UUID ask(UUID resourceId, TargetScope wider, @Nullable String note, Actor actor) {
        // Who recommends for the district needn't be among those who see it already.
        actor.require(Role.DISTRICT_STEWARD);
        VersionDetail version = catalogue.published(List.of(resourceId)).get(resourceId);
        if (version == null) {
            throw ProblemException.notFound();
        }
        return begin(version, new ScopeRequestBody.New(wider.level(), wider.collectiveIds(), note), actor)
                .id();
    }

    /** @throws ProblemException 403 for somebody else's, 409 when it is over */
    @Transactional
    public ScopeRequest withdraw(UUID id, Actor actor) {
        ScopeRequest request = rows.lock(id);
        if (!mayWithdraw(request, actor)) {
            throw ProblemException.forbidden();
        }
        if (!request.state().isOpen() || !workflow.correlate(ScopeModel.MESSAGE_WITHDRAWN, id.toString())) {
            throw ProblemException.invalidTransition(request.state());
        }
        return rows.find(id).orElseThrow();
    }

    static boolean mayWithdraw(ScopeRequest request, Actor actor) {
        return request.requesterId().equals(actor.id()) || request.ownerId().equals(actor.id());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void reviewEnded(UUID requestId, boolean passed) {
        ScopeRequest request = rows.lock(requestId);
        if (!request.state().isOpen()) {
            return;
        }
        rows.reviewed(requestId, null, passed);
        rows.tell(requestId, "review-ended", passed ? "passed" : "not-passed");
        // Nobody waits yet when the review ended while it was being started; the process asks for the result then.
        workflow.correlate(ScopeModel.MESSAGE_REVIEW_FINISHED, requestId.toString());
    }

    void changed(ScopeRequest request, ScopeRequest.State state, String cause) {
        events.publishEvent(new ScopeRequestChanged(request.id(), request.resourceId(), state.name(), cause));
    }

    void notice(String topic, Set<UUID> recipients, ScopeRequest request, @Nullable VersionDetail version) {
        String title = version == null ? null : version.metadata().title();
        events.publishEvent(new DomainEvent.Notice(
                topic,
                recipients,
                request.id(),
                "/scope-requests/" + request.id(),
                List.of(title == null ? "" : title, request.wider().level().name())));
    }

    /** What is new; never what it is shared with already, and never a collective of others. */
    private TargetScope wider(VersionDetail version, ScopeRequestBody.New body) {
        Set<String> now =
                visibility.scopesOf(List.of(version.resourceId())).getOrDefault(version.resourceId(), Set.of());
        int reached = now.contains(StoredVisibility.PUBLIC) ? 3 : now.contains(StoredVisibility.DISTRICT) ? 2 : 0;
        if (body.level() == TargetScope.Level.SCHOOL || body.level().ordinal() < reached) {
            throw new ProblemException(SharingProblem.NARROWING);
        }
        if (body.level().ordinal() == reached) {
            throw new ProblemException(SharingProblem.NOT_WIDER);
        }
        if (body.level() != TargetScope.Level.COLLECTIVE) {
            return new TargetScope(body.level(), List.of());
        }
        Set<UUID> own = new TreeSet<>(organisations.collectivesOf(version.schoolId()));
        List<UUID> chosen = body.collectiveIds() == null ? List.of() : body.collectiveIds();
        for (int i = 0; i < chosen.size(); i++) {
            if (!own.contains(chosen.get(i))) {
                throw ProblemException.invalid("/collectiveIds/" + i, "not-own-collective");
            }
        }
        if (!chosen.isEmpty()) {
            own.retainAll(chosen);
        }
        own.removeIf(id -> now.contains(StoredVisibility.collective(id)));
        if (own.isEmpty()) {
            throw new ProblemException(SharingProblem.NOT_WIDER);
        }
        return new TargetScope(TargetScope.Level.COLLECTIVE, List.copyOf(own));
    }
}
