package org.coursewarecommons.retirement;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.retirement.Hearing.State;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What {@code resource-retirement.bpmn} calls. Each runs in the engine's transaction. */
@Component("retirementSteps")
@Transactional(propagation = Propagation.MANDATORY)
public class RetirementSteps implements ProcessSteps {

    private static final int COMMITTEE_SEATS = 7;
    private static final int PANEL_SEATS = 5;

    private final HearingRows hearings;
    private final HearingRecords records;
    private final HearingService service;
    private final HearingClocks clocks;
    private final HearingRules rules;
    private final HearingNotices notices;
    private final VersionLifecycle lifecycle;
    private final Visibility visibility;
    private final Undertaker undertaker;
    private final Restorations restorations;

    RetirementSteps(
            HearingRows hearings,
            HearingRecords records,
            HearingService service,
            HearingClocks clocks,
            HearingRules rules,
            HearingNotices notices,
            VersionLifecycle lifecycle,
            Visibility visibility,
            Undertaker undertaker,
            Restorations restorations) {
        this.hearings = hearings;
        this.records = records;
        this.service = service;
        this.clocks = clocks;
        this.rules = rules;
        this.notices = notices;
        this.lifecycle = lifecycle;
        this.visibility = visibility;
        this.undertaker = undertaker;
        this.restorations = restorations;
    }

    @Override
    public String processKey() {
        return HearingModel.PROCESS_RETIREMENT;
    }

    /** Day 0: why, what can be done, and until when; also when the appeal panel returned the case. */
    public void giveNotice(String caseId) {
        Hearing hearing = hold(caseId);
        hearings.noticed(hearing.id());
        records.forget(hearing.id(), HearingRecords.Purpose.APPEAL);
        move(hearing, State.NOTICE, "noticed", null, clocks.after(HearingModel.STEP_OWNER_ANSWER));
        phase(hearing, "NOTICE");
        notices.noticed(hearing);
    }

    /** The owner was silent: the collective is asked in the owner's place. */
    public void askCollective(String caseId) {
        Hearing hearing = hold(caseId);
        hearings.collectiveAsked(hearing.id());
        move(hearing, State.NOTICE, "collective-asked", null, clocks.after(HearingModel.STEP_COLLECTIVE_ANSWER));
        notices.collectiveAsked(hearing);
    }

    /** The owner owes a new version; the present one is observed for one more season. */
    public void acceptRevision(String caseId) {
        Hearing hearing = hold(caseId);
        move(hearing, State.REVISING, "revising", null, null);
        reinstate(hearing);
        notices.ended(hearing, "revising");
    }

    /** @return how many seats there are */
    public int openCommittee(String caseId) {
        Hearing hearing = call(caseId, State.COMMITTEE, "committee-called", HearingModel.TASK_COMMITTEE_VOTE);
        List<UUID> members = members(hearing, Role.COMMITTEE, HearingRecords.Part.COMMITTEE);
        notices.called(hearing, members, "task.hearing-vote");
        return seats(members, COMMITTEE_SEATS);
    }

    /** @return RETIRE, IMPROVE, KEEP or NO_QUORUM */
    public String countVotes(String caseId) {
        Hearing hearing = hold(caseId);
        Tally tally = Tally.ofCommittee(records.votes(hearing.id(), hearing.call()));
        if (tally.result().equals(Tally.NO_QUORUM)) {
            service.changed(hearing, State.COMMITTEE, "no-quorum", null);
        } else {
            hearings.decided(hearing.id(), tally.result(), tally.reason());
            service.changed(hearing, State.COMMITTEE, "decided", tally.result());
        }
        return tally.result();
    }

    /** @param decision IMPROVE or KEEP */
    public void keepResource(String caseId, String decision) {
        Hearing hearing = hold(caseId);
        move(hearing, State.KEPT, "kept", decision, null);
        reinstate(hearing);
        notices.ended(hearing, "kept");
    }

    /** The decision with its written reason; the time to appeal begins. */
    public void announceDecision(String caseId) {
        Hearing hearing = hold(caseId);
        move(hearing, State.DECIDED, "announced", null, clocks.after(HearingModel.STEP_APPEAL));
        phase(hearing, "DECISION");
        notices.announced(hearing);
    }

    /** @return how many seats there are */
    public int openAppeal(String caseId) {
        Hearing hearing = call(caseId, State.APPEAL, "panel-called", HearingModel.TASK_APPEAL_VOTE);
        phase(hearing, "APPEAL");
        List<UUID> members = members(hearing, Role.APPEAL_PANEL, HearingRecords.Part.PANEL);
        notices.called(hearing, members, "task.hearing-appeal");
        return seats(members, PANEL_SEATS);
    }

    /** @return UPHOLD, REVERSE, RETURN or NO_QUORUM */
    public String countAppeal(String caseId) {
        Hearing hearing = hold(caseId);
        Tally tally = Tally.ofPanel(records.votes(hearing.id(), hearing.call()));
        if (tally.result().equals(Tally.NO_QUORUM)) {
            service.changed(hearing, State.APPEAL, "no-quorum", null);
        } else {
            hearings.ruled(hearing.id(), tally.result(), tally.reason());
            service.changed(hearing, State.APPEAL, "ruled", tally.result());
        }
        return tally.result();
    }

    /** The resource is as it was before the nomination. */
    public void reverseDecision(String caseId) {
        Hearing hearing = hold(caseId);
        move(hearing, State.REVERSED, "reversed", null, null);
        reinstate(hearing);
        notices.ended(hearing, "reversed");
    }

    /** Two persons have signed. */
    public void retireResource(String caseId) {
        Hearing hearing = hold(caseId);
        UUID collectiveId = hearing.collectiveId();
        if (collectiveId != null) {
            visibility.withdraw(hearing.resourceId(), "collective:" + collectiveId);
            move(hearing, State.NARROWED, "narrowed", null, null);
            notices.ended(hearing, "narrowed");
            return;
        }
        undertaker.bury(new Burials.Burial(
                hearing.versionId(),
                hearing.reasonCode(),
                hearing.publicNote(),
                hearing.id(),
                hearing.decidedByRole(),
                signed(hearing),
                hearing.replacements(),
                hearing.appealState()));
        move(hearing, State.RETIRED, "retired", null, null);
        notices.ended(hearing, "retired");
    }

    /** Somebody wants a retired resource back: its next version is reviewed from the second level on. */
    public void reenterReview(String caseId) {
        restorations.reenter(hold(caseId));
    }

    private Hearing call(String caseId, State state, String cause, String task) {
        UUID id = hold(caseId).id();
        hearings.called(id);
        Hearing hearing = hearings.lock(id);
        move(hearing, state, cause, String.valueOf(hearing.call()), clocks.after(task));
        return hearing;
    }

    private List<UUID> members(Hearing hearing, Role role, HearingRecords.Part again) {
        return rules.seated(hearing, role, again).stream()
                .map(member -> member.personId())
                .distinct()
                .toList();
    }

    /** At least one: with nobody to ask, the call waits for its time to be over instead of coming again at once. */
    private static int seats(List<UUID> members, int most) {
        return Math.max(1, Math.min(most, members.size()));
    }

    private static Set<UUID> signed(Hearing hearing) {
        UUID first = hearing.executedBy();
        UUID second = hearing.confirmedBy();
        return first == null || second == null
                ? Set.of()
                : first.equals(second) ? Set.of(first) : Set.of(first, second);
    }

    private void move(Hearing hearing, State state, String cause, @Nullable String detail, @Nullable Instant due) {
        hearings.move(hearing.id(), state, due);
        service.changed(hearing, state, cause, detail);
    }

    /** A version that is suspended meanwhile stays so: what hides it is not this hearing. */
    private void phase(Hearing hearing, String phase) {
        if (!hearing.isNarrowing() && version(hearing).state().isReadable()) {
            lifecycle.probation(hearing.versionId(), phase);
        }
    }

    private void reinstate(Hearing hearing) {
        if (!hearing.isNarrowing() && version(hearing).state() == VersionState.PROBATION) {
            lifecycle.reinstate(hearing.versionId());
        }
    }

    private VersionDetail version(Hearing hearing) {
        return lifecycle.lock(hearing.versionId());
    }

    private Hearing hold(String caseId) {
        return hearings.lock(UUID.fromString(caseId));
    }
}
