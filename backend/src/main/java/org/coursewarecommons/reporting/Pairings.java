package org.coursewarecommons.reporting;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.organisation.Schools.Activity;
import org.coursewarecommons.organisation.Schools.Pairing;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.review.ReviewFigures;
import org.coursewarecommons.review.ReviewFigures.BySchool;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.supply.Shelf;
import org.coursewarecommons.usage.CleanUse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The indicators of pairings (PA1–PA7) of a term. Each source is asked once for all pairings. */
@Component
class Pairings {

    private static final String WEAK = "WEAK";

    private final Schools schools;
    private final Shelf shelf;
    private final CleanUse use;
    private final Flows flows;
    private final ReviewFigures reviews;
    private final Spans spans;
    private final DomainClock clock;
    private final WorkingDays calendar;
    private final ReportingProperties limits;

    Pairings(
            Schools schools,
            Shelf shelf,
            CleanUse use,
            Flows flows,
            ReviewFigures reviews,
            Spans spans,
            DomainClock clock,
            WorkingDays calendar,
            ReportingProperties limits) {
        this.schools = schools;
        this.shelf = shelf;
        this.use = use;
        this.flows = flows;
        this.reviews = reviews;
        this.spans = spans;
        this.clock = clock;
        this.calendar = calendar;
        this.limits = limits;
    }

    /** What all pairings of the district are judged by. */
    private record Facts(
            PairingTerm now,
            @Nullable PairingTerm before,
            OptionalDouble mean,
            OptionalDouble meanBefore,
            Map<UUID, Activity> activity,
            Map<UUID, Shelf.Joint> joint,
            Map<UUID, Long> shared,
            Map<UUID, Long> sharedBefore,
            Map<UUID, Double> accepted,
            Map<UUID, Double> acceptedBefore,
            List<CleanUse.Flow> bySubject) {}

    PairingReport report(Span span, Viewer viewer, String measures) {
        List<Pairing> all = schools.pairings(span.fromWeek(), span.lastDay());
        Facts facts = facts(span, all, viewer);
        Set<UUID> paired = pairedOn(span, all);
        List<School> weak = viewer.ownSchools().stream()
                .filter(school -> WEAK.equals(school.tier()))
                .toList();
        int cover = (int)
                weak.stream().filter(school -> paired.contains(school.id())).count();
        return new PairingReport(
                span.term().code(),
                measures,
                weak.size(),
                cover,
                Rounded.of(FlowMatrix.ratio(cover, weak.size())),
                Rounded.of(facts.mean()),
                all.stream()
                        .filter(pairing -> viewer.sees(pairing.leadSchoolId()) || viewer.sees(pairing.aidedSchoolId()))
                        .map(pairing -> figures(pairing, facts, viewer))
                        .toList());
    }

    private Facts facts(Span span, List<Pairing> pairings, Viewer viewer) {
        Opportunity opportunity = new Opportunity(viewer.schools());
        Set<UUID> leads = pairings.stream().map(Pairing::leadSchoolId).collect(Collectors.toSet());
        PairingTerm now = term(span, leads, viewer, opportunity);
        Optional<Span> earlier = spans.before(span);
        PairingTerm before =
                earlier.map(each -> term(each, leads, viewer, opportunity)).orElse(null);
        Set<UUID> aided = pairings.stream()
                .filter(pairing -> pairing.subject() != null)
                .map(Pairing::aidedSchoolId)
                .collect(Collectors.toSet());
        return new Facts(
                now,
                before,
                now.meanUptake(pairings),
                before == null ? OptionalDouble.empty() : before.meanUptake(pairings),
                schools.activity(span.fromWeek(), span.lastDay()),
                shelf.joint(pairings),
                shelf.sharedBySchool(span.from(), span.until()),
                earlier.map(each -> shelf.sharedBySchool(each.from(), each.until()))
                        .orElse(Map.of()),
                acceptance(span),
                earlier.map(this::acceptance).orElse(Map.of()),
                use.bySubject(aided, span.fromWeek(), span.untilWeek()));
    }

    private PairingTerm term(Span span, Set<UUID> leads, Viewer viewer, Opportunity opportunity) {
        return PairingTerm.of(
                flows.all(span, viewer.schools()), shelf.stock(span.term(), leads), viewer.schools(), opportunity);
    }

    private Map<UUID, Double> acceptance(Span span) {
        Map<UUID, Double> rates = new HashMap<>();
        for (BySchool row : reviews.submitted(span.from(), span.until())) {
            if (row.decided() > 0) {
                rates.put(row.schoolId(), row.accepted() / (double) row.decided());
            }
        }
        return rates;
    }

    /** Aided schools on the last day of the term, or today while it runs. */
    private Set<UUID> pairedOn(Span span, List<Pairing> pairings) {
        LocalDate today = calendar.dayOf(clock.now());
        LocalDate day = today.isBefore(span.lastDay()) ? today : span.lastDay();
        return pairings.stream()
                .filter(pairing -> pairing.activeOn(day))
                .map(Pairing::aidedSchoolId)
                .collect(Collectors.toSet());
    }

    private PairingReport.Pairing figures(Pairing pairing, Facts facts, Viewer viewer) {
        UUID aided = pairing.aidedSchoolId();
        Activity activity = facts.activity().getOrDefault(pairing.id(), new Activity(pairing.id(), 0, 0, 0));
        Shelf.Joint joint = facts.joint().getOrDefault(pairing.id(), new Shelf.Joint(0, 0));
        OptionalDouble held = FlowMatrix.ratio(activity.held(), activity.planned());
        OptionalDouble uptake = facts.now().uptake(pairing);
        OptionalDouble uptakeBefore =
                facts.before() == null ? OptionalDouble.empty() : facts.before().uptake(pairing);
        boolean hidden = isSmall(viewer, pairing.leadSchoolId()) || isSmall(viewer, aided);
        boolean named = pairing.subject() != null;
        boolean behind = isBelow(uptake, facts.mean()) && isBelow(uptakeBefore, facts.meanBefore());
        return new PairingReport.Pairing(
                pairing.id(),
                school(viewer, pairing.leadSchoolId()),
                school(viewer, aided),
                pairing.subject(),
                activity.planned(),
                activity.held(),
                Rounded.of(held),
                hidden ? null : Rounded.of(uptake),
                hidden ? null : Rounded.of(uptakeBefore),
                joint.items(),
                hidden ? null : percentileChange(aided, facts),
                hidden
                        ? null
                        : change(
                                facts.accepted().get(aided),
                                facts.acceptedBefore().get(aided)),
                facts.shared().getOrDefault(aided, 0L) - facts.sharedBefore().getOrDefault(aided, 0L),
                named ? Rounded.of(FlowMatrix.ratio(activity.inSubject(), activity.held())) : null,
                named && !hidden ? Rounded.of(subjectUptake(pairing, facts)) : null,
                named ? Rounded.of(FlowMatrix.ratio(joint.inSubject(), joint.items())) : null,
                hidden ? null : Rounded.of(facts.now().use(aided, pairing.leadSchoolId())),
                hidden,
                held.orElse(1) < limits.leastEventsHeld() || behind);
    }

    private static @Nullable Double percentileChange(UUID school, Facts facts) {
        return facts.before() == null
                ? null
                : change(
                        facts.now().percentile().get(school),
                        facts.before().percentile().get(school));
    }

    private static @Nullable Double change(@Nullable Double now, @Nullable Double before) {
        return now == null || before == null ? null : Rounded.of(now - before);
    }

    private static OptionalDouble subjectUptake(Pairing pairing, Facts facts) {
        double inSubject = facts.bySubject().stream()
                .filter(flow -> flow.ownerSchoolId().equals(pairing.leadSchoolId())
                        && flow.userSchoolId().equals(pairing.aidedSchoolId())
                        && String.valueOf(pairing.subject()).equals(flow.subject()))
                .mapToDouble(CleanUse.Flow::weight)
                .sum();
        return FlowMatrix.ratio(inSubject, facts.now().use(pairing.leadSchoolId(), pairing.aidedSchoolId()));
    }

    private static boolean isBelow(OptionalDouble value, OptionalDouble mean) {
        return value.isPresent() && mean.isPresent() && value.getAsDouble() < mean.getAsDouble();
    }

    private boolean isSmall(Viewer viewer, UUID id) {
        School school = viewer.school(id);
        return school == null || school.teachers() < limits.leastTeachers();
    }

    private static PairingReport.School school(Viewer viewer, UUID id) {
        School school = viewer.school(id);
        return school == null
                ? new PairingReport.School(id, "-", "-")
                : new PairingReport.School(id, school.code(), school.name());
    }
}
