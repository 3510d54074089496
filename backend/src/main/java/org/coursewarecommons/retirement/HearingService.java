package org.coursewarecommons.retirement;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.evaluation.Proposals;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How a hearing begins: somebody answers for it, whoever proposed it. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class HearingService implements Retirements {

    /** Of the list of reasons: low in two windows, without revision. */
    private static final String LOW_VALUE = "LOW_VALUE";

    private final HearingRows hearings;
    private final HearingRecords records;
    private final ReasonCodes reasons;
    private final Catalogue catalogue;
    private final Visibility visibility;
    private final Proposals proposals;
    private final Workflow workflow;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    HearingService(
            HearingRows hearings,
            HearingRecords records,
            ReasonCodes reasons,
            Catalogue catalogue,
            Visibility visibility,
            Proposals proposals,
            Workflow workflow,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.hearings = hearings;
        this.records = records;
        this.reasons = reasons;
        this.catalogue = catalogue;
        this.visibility = visibility;
        this.proposals = proposals;
        this.workflow = workflow;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public UUID nominate(Nomination nomination) {
        reasons.require(nomination.reasonCode());
        VersionDetail version = live(nomination.resourceId());
        Optional<Hearing> open = hearings.open(nomination.resourceId(), nomination.collectiveId());
        if (open.isPresent()) {
            if (open.get().state() != Hearing.State.PROPOSED) {
                throw new ProblemException(RetirementProblem.HEARING_OPEN);
            }
            // What the evaluation proposes and somebody nominates by hand is one hearing.
            return takeUp(open.get().id(), nomination.nominatedBy(), nomination.reason(), nomination.replacements());
        }
        if (nomination.collectiveId() == null && version.state() != VersionState.PUBLISHED) {
            throw ProblemException.invalidTransition(version.state());
        }
        if (nomination.collectiveId() != null) {
            requireShared(nomination.resourceId(), nomination.collectiveId());
        }
        Hearing hearing = hearing(version, nomination, Hearing.State.NOTICE);
        insert(hearing);
        begin(hearing, nomination.nominatedBy());
        return hearing.id();
    }

    @Override
    public Optional<UUID> openHearing(UUID resourceId) {
        return hearings.open(resourceId, null)
                .filter(hearing -> hearing.state() != Hearing.State.PROPOSED)
                .map(Hearing::id);
    }

    /** What the evaluation of a term proposes: nothing begins before somebody takes it up. */
    void propose(UUID cycleId) {
        for (UUID resourceId : proposals.of(cycleId, HearingModel.PROPOSAL)) {
            VersionDetail version = catalogue.published(List.of(resourceId)).get(resourceId);
            if (version == null || hearings.open(resourceId, null).isPresent()) {
                continue;
            }
            Nomination nomination = new Nomination(resourceId, LOW_VALUE, "", new UUID(0, 0), null, cycleId, List.of());
            Hearing hearing = hearing(version, nomination, Hearing.State.PROPOSED);
            hearings.insert(hearing);
            changed(hearing, Hearing.State.PROPOSED, "proposed", null);
        }
    }

    /** @throws ProblemException 409 unless it is a proposal still */
    UUID takeUp(UUID id, UUID by, String reason, List<UUID> replacements) {
        Hearing hearing = hearings.lock(id);
        if (hearing.state() != Hearing.State.PROPOSED) {
            throw ProblemException.invalidTransition(hearing.state());
        }
        VersionDetail version = live(hearing.resourceId());
        if (version.state() != VersionState.PUBLISHED || !version.versionId().equals(hearing.versionId())) {
            throw ProblemException.invalidTransition(version.state());
        }
        hearings.takenUp(id, by, reason, replacements);
        begin(hearing, by);
        return id;
    }

    /** What was heard in another system goes on at the step where it stood there. */
    void takeOver(UUID resourceId) {
        VersionDetail version = live(resourceId);
        String phase = version.phase();
        Hearing hearing = hearing(
                version,
                new Nomination(resourceId, LOW_VALUE, "", new UUID(0, 0), null, null, List.of()),
                Hearing.State.PROPOSED);
        String element = "APPEAL".equals(phase)
                ? HearingModel.ELEMENT_OPEN_APPEAL
                : "DECISION".equals(phase) ? HearingModel.ELEMENT_ANNOUNCE_DECISION : null;
        hearings.takenOver(hearing, element == null ? null : "RETIRE");
        changed(hearing, Hearing.State.NOTICE, "taken-over", phase);
        Map<String, Object> variables =
                Map.of(HearingModel.VARIABLE_CASE_ID, hearing.id().toString());
        if (element == null) {
            workflow.start(HearingModel.PROCESS_RETIREMENT, hearing.id().toString(), variables);
        } else {
            workflow.startAt(
                    HearingModel.PROCESS_RETIREMENT, element, hearing.id().toString(), variables);
        }
    }

    /** Nobody wants the proposal heard. */
    void dismiss(UUID id, UUID by, String reason) {
        Hearing hearing = hearings.lock(id);
        if (hearing.state() != Hearing.State.PROPOSED) {
            throw ProblemException.invalidTransition(hearing.state());
        }
        hearings.move(id, Hearing.State.DISMISSED, null);
        records.part(id, by, HearingRecords.Part.NOMINATED);
        changed(hearing, Hearing.State.DISMISSED, "dismissed", reason);
    }

    private void begin(Hearing hearing, UUID by) {
        hearings.move(hearing.id(), Hearing.State.NOTICE, null);
        records.part(hearing.id(), by, HearingRecords.Part.NOMINATED);
        changed(hearing, Hearing.State.NOTICE, "nominated", hearing.reasonCode());
        workflow.start(
                HearingModel.PROCESS_RETIREMENT,
                hearing.id().toString(),
                Map.of(HearingModel.VARIABLE_CASE_ID, hearing.id().toString()));
    }

    /** One line in the timeline, and the event. */
    void changed(Hearing hearing, Hearing.State state, String cause, @Nullable String detail) {
        records.tell(hearing.id(), cause, detail);
        events.publishEvent(new HearingChanged(hearing.id(), hearing.resourceId(), state.name(), cause));
    }

    private Hearing hearing(VersionDetail version, Nomination nomination, Hearing.State state) {
        Set<UUID> authors = new HashSet<>(version.contributorIds());
        authors.add(version.ownerId());
        Instant now = clock.now();
        return new Hearing(
                Ids.next(),
                version.resourceId(),
                version.versionId(),
                version.ownerId(),
                version.schoolId(),
                String.valueOf(version.metadata().title()),
                String.valueOf(version.metadata().subject()),
                String.valueOf(version.metadata().stage()),
                authors,
                nomination.collectiveId(),
                nomination.reasonCode(),
                nomination.reason(),
                state == Hearing.State.PROPOSED ? null : nomination.nominatedBy(),
                nomination.cycleId(),
                proposals
                        .explanation(nomination.cycleId(), version.resourceId())
                        .orElse(null),
                state,
                null,
                false,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                nomination.replacements(),
                null,
                null,
                now,
                now);
    }

    private void insert(Hearing hearing) {
        try {
            hearings.insert(hearing);
        } catch (DuplicateKeyException nominatedMeanwhile) {
            throw new ProblemException(RetirementProblem.HEARING_OPEN);
        }
    }

    private VersionDetail live(UUID resourceId) {
        VersionDetail version = catalogue.published(List.of(resourceId)).get(resourceId);
        if (version == null) {
            throw ProblemException.notFound();
        }
        return version;
    }

    private void requireShared(UUID resourceId, UUID collectiveId) {
        if (!visibility
                .scopesOf(List.of(resourceId))
                .getOrDefault(resourceId, Set.of())
                .contains("collective:" + collectiveId)) {
            throw new ProblemException(RetirementProblem.NOT_SHARED_THERE);
        }
    }
}
