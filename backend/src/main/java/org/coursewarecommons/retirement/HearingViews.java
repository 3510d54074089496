package org.coursewarecommons.retirement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.retirement.Hearing.State;
import org.coursewarecommons.retirement.HearingRecords.Purpose;
import org.coursewarecommons.shared.DomainClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hearings as people read them. */
@Component
class HearingViews {

    private final HearingRecords records;
    private final HearingAccess access;
    private final ObjectMapper mapper;
    private final DomainClock clock;

    HearingViews(HearingRecords records, HearingAccess access, ObjectMapper mapper, DomainClock clock) {
        this.records = records;
        this.access = access;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Without what takes a look of its own: for lists. */
    HearingBodies.RetirementView row(Hearing hearing) {
        return view(hearing, false, Map.of(), List.of(), new Voices(0, 0, List.of()), List.of());
    }

    /** All that the caller may see. */
    HearingBodies.RetirementView full(Hearing hearing, Actor actor) {
        boolean inside = access.isInside(actor, hearing);
        return view(
                hearing, inside, counted(hearing), timeline(hearing, inside), voices(hearing), actions(hearing, actor));
    }

    /** For who is to decide: everything but the votes of the others. */
    HearingBodies.RetirementView forTask(Hearing hearing) {
        return view(hearing, true, Map.of(), timeline(hearing, true), voices(hearing), List.of());
    }

    private record Voices(int appeal, int restoration, List<String> words) {}

    private Voices voices(Hearing hearing) {
        return new Voices(
                records.voices(hearing.id(), Purpose.APPEAL),
                records.voices(hearing.id(), Purpose.RESTORATION),
                records.words(hearing.id(), Purpose.APPEAL));
    }

    /** Nobody sees how it is voted before it is counted. */
    private Map<String, Long> counted(Hearing hearing) {
        boolean counted = hearing.state() == State.APPEAL ? hearing.ruling() != null : hearing.decision() != null;
        return counted
                ? records.votes(hearing.id(), hearing.call()).stream()
                        .collect(Collectors.groupingBy(HearingRecords.Vote::vote, TreeMap::new, Collectors.counting()))
                : Map.of();
    }

    private List<HearingBodies.TimelineEntry> timeline(Hearing hearing, boolean inside) {
        return records.timeline(hearing.id()).stream()
                .map(entry ->
                        new HearingBodies.TimelineEntry(entry.at(), entry.event(), inside ? entry.detail() : null))
                .toList();
    }

    private List<String> actions(Hearing hearing, Actor actor) {
        List<String> actions = new ArrayList<>();
        boolean open = hearing.due() != null && !clock.now().isAfter(hearing.due());
        if (hearing.state() == State.PROPOSED && mayNominate(actor)) {
            actions.add("nominate");
        }
        if (hearing.state() == State.NOTICE && open && mayAnswer(hearing, actor)) {
            actions.add("answer");
        }
        if (hearing.state() == State.DECIDED && open && actor.has(Role.CONTRIBUTOR)) {
            actions.add("appeal");
        }
        if (hearing.state() == State.EXECUTION && actor.has(Role.DISTRICT_STEWARD)) {
            actions.add("tombstone");
        }
        if (hearing.state() == State.RETIRED
                && !ReasonCodes.isMinimal(hearing.reasonCode())
                && actor.has(Role.CONTRIBUTOR)) {
            actions.add("restoration");
        }
        return actions;
    }

    static boolean mayNominate(Actor actor) {
        return actor.has(Role.DISTRICT_STEWARD) || actor.has(Role.REVIEW_COORDINATOR);
    }

    boolean mayAnswer(Hearing hearing, Actor actor) {
        return hearing.authorIds().contains(actor.id())
                || hearing.collectiveAsked() && access.isSteward(actor, hearing);
    }

    private HearingBodies.RetirementView view(
            Hearing hearing,
            boolean inside,
            Map<String, Long> votes,
            List<HearingBodies.TimelineEntry> timeline,
            Voices voices,
            List<String> actions) {
        return new HearingBodies.RetirementView(
                hearing.id(),
                hearing.resourceId(),
                hearing.versionId(),
                hearing.title(),
                hearing.subject(),
                hearing.stage(),
                hearing.collectiveId(),
                hearing.reasonCode(),
                hearing.reason(),
                hearing.cycleId(),
                hearing.state(),
                hearing.due(),
                inside ? map(hearing.explanation()) : null,
                inside ? hearing.choice() : null,
                inside ? hearing.answer() : null,
                hearing.answeredAt(),
                votes,
                hearing.decision(),
                hearing.decisionReason(),
                hearing.decidedAt(),
                inside ? voices.words() : List.of(),
                voices.appeal(),
                hearing.ruling(),
                hearing.rulingReason(),
                hearing.publicNote(),
                hearing.replacements(),
                voices.restoration(),
                hearing.createdAt(),
                hearing.updatedAt(),
                timeline,
                actions);
    }

    private @Nullable Map<String, Object> map(@Nullable String json) {
        try {
            return json == null ? null : mapper.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored explanation can't be read", broken);
        }
    }
}
