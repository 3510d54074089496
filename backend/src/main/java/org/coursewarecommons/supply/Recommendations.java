package org.coursewarecommons.supply;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.supply.ShelfCandidates.Candidate;
import org.coursewarecommons.usage.CleanUse;
import org.coursewarecommons.usage.UsageFigures;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ranks what fits, keeps room for what is unproven, and notes to whom that was shown. */
@Service
class Recommendations {

    private static final int POOL = 150;
    private static final int FRESH = 6;
    /** So that one subject does not fill the page of a school. */
    private static final int MOST_A_SUBJECT = 3;
    /** Use never outweighs the plan: this many teacher-weeks are worth one point, and one point is the most. */
    private static final double USE_FOR_A_POINT = 20;

    private final Needs needs;
    private final ShelfCandidates candidates;
    private final Impressions impressions;
    private final CleanUse use;
    private final UsageFigures figures;
    private final CodeLists lists;
    private final Terms terms;
    private final Reasons reasons;
    private final DomainClock clock;
    private final WorkingDays calendar;

    Recommendations(
            Needs needs,
            ShelfCandidates candidates,
            Impressions impressions,
            CleanUse use,
            UsageFigures figures,
            CodeLists lists,
            Terms terms,
            Reasons reasons,
            DomainClock clock,
            WorkingDays calendar) {
        this.needs = needs;
        this.candidates = candidates;
        this.impressions = impressions;
        this.use = use;
        this.figures = figures;
        this.lists = lists;
        this.terms = terms;
        this.reasons = reasons;
        this.clock = clock;
        this.calendar = calendar;
    }

    /** What is known of candidates beside the shelf. */
    private record Known(Map<UUID, Double> use, Map<UUID, UsageFigures.Figures> figures) {

        double use(Candidate candidate) {
            return use.getOrDefault(candidate.resourceId(), 0.0);
        }

        double points(Candidate candidate) {
            double rating = Optional.ofNullable(figures.get(candidate.resourceId()))
                    .map(each -> each.ratings() == 0 ? 0 : (each.ratingAverage() - 3) / 4)
                    .orElse(0.0);
            return candidate.points() + Math.min(1, use(candidate) / USE_FOR_A_POINT) + rating;
        }
    }

    /** Counts what was shown to the caller. */
    @Transactional
    RecommendationBody of(Needs.Wish wish, int limit, Actor actor, Locale locale) {
        Need need = needs.of(wish, actor);
        LocalDate recent = recently(need);
        List<Candidate> unproven =
                candidates.unproven(need, recent.atStartOfDay(calendar.zone()).toInstant(), smallSubjects(), POOL);
        Set<UUID> unprovenIds = unproven.stream().map(Candidate::resourceId).collect(Collectors.toSet());
        List<Candidate> pool = candidates.best(need, POOL);
        Known known = known(pool, unproven, recent);
        List<Candidate> ranked = pool.stream()
                // What the plan or a lead school speaks for stands on its own feet, also when it is new.
                .filter(each ->
                        !unprovenIds.contains(each.resourceId()) || each.planned() || each.lead() || each.paired())
                .sorted(Comparator.comparingDouble(known::points).reversed())
                .toList();
        List<Candidate> spread = need.school() ? spread(ranked) : ranked;
        Set<UUID> rankedIds = spread.stream().map(Candidate::resourceId).collect(Collectors.toSet());
        List<Candidate> waiting = unproven.stream()
                .filter(each -> !rankedIds.contains(each.resourceId()))
                .toList();
        List<Candidate> items = ExposureSlots.mix(spread, waiting, limit, ThreadLocalRandom.current());
        Set<UUID> shownIds = items.stream().map(Candidate::resourceId).collect(Collectors.toCollection(HashSet::new));
        List<Candidate> fresh = unproven.stream()
                .filter(each -> !shownIds.contains(each.resourceId()))
                .limit(FRESH)
                .toList();
        if (!actor.isClient()) {
            impressions.shown(
                    Stream.concat(items.stream(), fresh.stream())
                            .map(Candidate::resourceId)
                            .filter(unprovenIds::contains)
                            .toList(),
                    actor.id());
        }
        Reasons.Teller teller = reasons.in(locale, need);
        return new RecommendationBody(
                need.basis(),
                Optional.ofNullable(need.term()).map(Term::code).orElse(null),
                need.week(),
                need.subjects(),
                need.grades(),
                teller.measures(),
                items.stream()
                        .map(each -> item(each, need, known, unprovenIds.contains(each.resourceId()), teller))
                        .toList(),
                fresh.stream()
                        .map(each -> item(each, need, known, true, teller))
                        .toList());
    }

    private Known known(List<Candidate> pool, List<Candidate> unproven, LocalDate since) {
        List<UUID> ids = Stream.concat(pool.stream(), unproven.stream())
                .map(Candidate::resourceId)
                .distinct()
                .toList();
        return new Known(use.of(ids, Term.monday(since)), figures.of(ids));
    }

    /** The first day of the term before. */
    private LocalDate recently(Need need) {
        return Optional.ofNullable(need.term())
                .map(term -> terms.before(term).orElse(term).firstDay())
                .orElseGet(() -> calendar.dayOf(clock.now()).minusMonths(6));
    }

    private Set<String> smallSubjects() {
        return lists.properties("subjects").entrySet().stream()
                .filter(subject -> "true".equals(subject.getValue().get("small")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The first few of each subject, then the rest. */
    private static List<Candidate> spread(List<Candidate> ranked) {
        Map<String, Integer> taken = new HashMap<>();
        List<Candidate> first = new ArrayList<>();
        List<Candidate> rest = new ArrayList<>();
        for (Candidate each : ranked) {
            boolean room = taken.merge(each.subject(), 1, Integer::sum) <= MOST_A_SUBJECT;
            (room ? first : rest).add(each);
        }
        first.addAll(rest);
        return first;
    }

    private static RecommendationBody.Item item(
            Candidate each, Need need, Known known, boolean unproven, Reasons.Teller teller) {
        UsageFigures.Figures figures = known.figures().get(each.resourceId());
        return new RecommendationBody.Item(
                each.resourceId(),
                each.title(),
                each.type(),
                each.subject(),
                each.grades(),
                each.schoolId(),
                Optional.ofNullable(need.schools().get(each.schoolId()))
                        .map(school -> school.name())
                        .orElse(null),
                each.publishedAt(),
                unproven,
                known.use(each),
                figures == null || figures.ratings() == 0 ? null : figures.ratingAverage(),
                teller.reasons(each, known.use(each), unproven));
    }
}
