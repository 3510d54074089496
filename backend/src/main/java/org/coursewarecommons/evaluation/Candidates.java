package org.coursewarecommons.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.Adoption;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.catalog.LiveVersion;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.review.ReviewRecords;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.usage.CleanWindows;
import org.coursewarecommons.usage.CleanWindows.Stars;
import org.coursewarecommons.usage.CleanWindows.Sums;
import org.coursewarecommons.usage.FeedbackFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers from all modules what the index needs to know of every live resource. */
@Component
class Candidates {

    private static final int PAGE = 5000;
    private static final double DAYS_OF_A_MONTH = 365.25 / 12;
    private static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    private final Catalogue catalogue;
    private final CodeLists lists;
    private final Schools schools;
    private final Visibility visibility;
    private final ReviewRecords reviews;
    private final CleanWindows windows;
    private final Results results;
    private final WorkingDays calendar;
    private final FeedbackFigures feedback;
    private final Adoption adoption;

    Candidates(
            Catalogue catalogue,
            CodeLists lists,
            Schools schools,
            Visibility visibility,
            ReviewRecords reviews,
            CleanWindows windows,
            Results results,
            WorkingDays calendar,
            FeedbackFigures feedback,
            Adoption adoption) {
        this.catalogue = catalogue;
        this.lists = lists;
        this.schools = schools;
        this.visibility = visibility;
        this.reviews = reviews;
        this.windows = windows;
        this.results = results;
        this.calendar = calendar;
        this.feedback = feedback;
        this.adoption = adoption;
    }

    /** A live resource with what follows from its metadata alone. */
    record Item(
            LiveVersion version,
            Set<String> scopes,
            boolean small,
            Staffing.Teachers teachers,
            SeasonPlan.Season season) {

        UUID id() {
            return version.resourceId();
        }

        Instant since() {
            return Objects.requireNonNull(version.since());
        }

        ResourceMetadata metadata() {
            return version.metadata();
        }
    }

    /** Every resource that went live before the window ended, in the order of their ids. */
    List<LiveVersion> shelf(SeasonPlan plan) {
        LocalDate end = plan.firstWeek().plusWeeks(plan.weeks());
        List<LiveVersion> shelf = new ArrayList<>();
        UUID after = null;
        for (List<LiveVersion> page = catalogue.live(after, PAGE);
                !page.isEmpty();
                page = catalogue.live(after, PAGE)) {
            after = page.get(page.size() - 1).resourceId();
            page.stream()
                    .filter(version -> version.since() != null
                            && calendar.dayOf(version.since()).isBefore(end))
                    .forEach(shelf::add);
        }
        return shelf;
    }

    /** The same with what follows from their metadata. */
    List<Item> items(SeasonPlan plan, EffectConfiguration configuration) {
        Staffing staffing = new Staffing(schools.all(), configuration);
        Codes codes = new Codes(lists);
        List<LiveVersion> shelf = shelf(plan);
        List<Item> items = new ArrayList<>(shelf.size());
        for (int from = 0; from < shelf.size(); from += PAGE) {
            List<LiveVersion> page = shelf.subList(from, Math.min(shelf.size(), from + PAGE));
            Map<UUID, Set<String>> scopes = visibility.scopesOf(
                    page.stream().map(LiveVersion::resourceId).toList());
            page.forEach(version -> items.add(item(
                    version,
                    scopes.getOrDefault(version.resourceId(), Set.of()),
                    plan,
                    codes,
                    staffing,
                    configuration)));
        }
        return items;
    }

    private Item item(
            LiveVersion version,
            Set<String> scopes,
            SeasonPlan plan,
            Codes codes,
            Staffing staffing,
            EffectConfiguration configuration) {
        ResourceMetadata metadata = version.metadata();
        Instant since = Objects.requireNonNull(version.since());
        String subject = Objects.requireNonNullElse(metadata.subject(), "");
        Staffing.Teachers teachers = staffing.of(scopes, subject, orEmpty(metadata.grades()));
        boolean small = codes.isSmall(subject) || teachers.count() < configuration.smallTeachers();
        SeasonPlan.Season season = plan.of(
                codes.planned(metadata),
                codes.half(metadata),
                calendar.dayOf(since),
                small
                        ? configuration.window().smallTerms()
                        : configuration.window().terms(),
                configuration.seasonMargin());
        return new Item(version, scopes, small, teachers, season);
    }

    /** The candidates of a cycle whose use was cleaned. */
    List<Candidate> of(Cycle cycle, List<Item> items, SeasonPlan plan, EffectConfiguration configuration) {
        Staffing staffing = new Staffing(schools.all(), configuration);
        Codes codes = new Codes(lists);
        List<UUID> ids = items.stream().map(Item::id).toList();
        Map<UUID, Sums> sums = windows.sums(
                cycle.runId(),
                items.stream()
                        .map(item -> new CleanWindows.Season(
                                item.id(),
                                item.version().schoolId(),
                                item.season().weeks()))
                        .toList(),
                staffing.circles(),
                staffing.ruralSchools());
        Map<UUID, Stars> stars = windows.stars(ids, cycle.frozenOn());
        Map<UUID, Double> composites = reviews.composites(ids);
        Map<UUID, Integer> defects = feedback.openDefects(
                ids, cycle.frozenOn().atStartOfDay(calendar.zone()).toInstant());
        Map<UUID, Results.Before> before = results.before(cycle.term());
        Map<String, Integer> places = places(items);
        Term last = plan.terms().get(plan.terms().size() - 1);
        return items.stream()
                .map(item -> {
                    Sums use = sums.getOrDefault(item.id(), NONE);
                    EffectFacts facts = facts(
                            item,
                            use,
                            stars.getOrDefault(item.id(), new Stars(0, 0)),
                            composites.getOrDefault(item.id(), configuration.unscoredReview()),
                            defects.getOrDefault(item.id(), 0),
                            last.lastDay(),
                            codes,
                            configuration);
                    Results.Before past = before.get(item.id());
                    return new Candidate(
                            facts,
                            adoption.ended(item.metadata(), last.lastDay()).isPresent(),
                            placesOf(item.metadata()).stream().anyMatch(place -> places.get(place) == 1),
                            use.use() >= configuration.ruralHeavyUse()
                                    && facts.use().rural() >= configuration.ruralHeavyShare(),
                            special(item.metadata()),
                            past != null && past.promotedLately(),
                            past == null ? 0 : past.lowStreak(),
                            past != null
                                    && item.version().kind().equals("MAJOR")
                                    && item.since().isAfter(past.computedAt()),
                            use.excluded(),
                            use.spikes());
                })
                .toList();
    }

    private EffectFacts facts(
            Item item,
            Sums use,
            Stars stars,
            double review,
            int openDefects,
            LocalDate end,
            Codes codes,
            EffectConfiguration configuration) {
        ResourceMetadata metadata = item.metadata();
        String type = Objects.requireNonNullElse(metadata.type(), "");
        String subject = Objects.requireNonNullElse(metadata.subject(), "");
        double teachers = Math.max(
                0, item.teachers().count() - item.version().contributorIds().size());
        boolean lesson = "LESSON".equals(metadata.granularity());
        return new EffectFacts(
                item.id(),
                new PeerTraits(
                        subject,
                        codes.family(subject),
                        Objects.requireNonNullElse(metadata.stage(), ""),
                        type,
                        TypeGroups.of(type),
                        Objects.requireNonNullElse(metadata.granularity(), "")),
                item.scopes().contains("district"),
                new EffectFacts.Use(
                        use.use(),
                        teachers * item.season().count(),
                        use.schools(),
                        item.teachers().schools(),
                        use.use() == 0 ? 0 : use.outside() / use.use(),
                        use.use() == 0 ? 0 : use.rural() / use.use(),
                        item.teachers().rural()),
                new EffectFacts.Voices(stars.sum(), stars.ratings()),
                new EffectFacts.Depth(use.users(), use.deep(), use.prior(), use.returning()),
                new EffectFacts.Upkeep(
                        review,
                        Math.max(0, ChronoUnit.DAYS.between(verified(item), end) / DAYS_OF_A_MONTH),
                        halfLife(type, subject, configuration.freshness()),
                        openDefects),
                new EffectFacts.Exposure(
                        item.small(),
                        lesson,
                        item.season().passed(),
                        item.season().liveWeeks(),
                        (int) Math.min(Integer.MAX_VALUE, use.views() + use.users())));
    }

    /** Somebody looked at it last when its present version was published. */
    private LocalDate verified(Item item) {
        Instant published = item.version().publishedAt();
        return calendar.dayOf(published == null ? item.since() : published);
    }

    private static double halfLife(String type, String subject, EffectConfiguration.Freshness freshness) {
        if (type.equals("MATERIAL")) {
            return freshness.slowHalfLife();
        }
        return subject.equals("XK") || subject.equals("DF") || subject.equals("ZZ")
                ? freshness.fastHalfLife()
                : freshness.halfLife();
    }

    /** Children with special needs, mixed grades, schools without a network: too few to be judged by figures. */
    private static boolean special(ResourceMetadata metadata) {
        List<String> contexts = orEmpty(metadata.contexts());
        return "SPECIAL".equals(metadata.stage())
                || "TJ".equals(metadata.subject())
                || contexts.contains("MULTIGRADE")
                || contexts.equals(List.of("OFFLINE"));
    }

    private static Map<String, Integer> places(Collection<Item> items) {
        Map<String, Integer> places = new HashMap<>();
        items.forEach(item -> placesOf(item.metadata()).forEach(place -> places.merge(place, 1, Integer::sum)));
        return places;
    }

    /** Subject × grade × chapter × type group: where somebody would look for it. */
    private static List<String> placesOf(ResourceMetadata metadata) {
        List<String> chapters = orEmpty(metadata.chapters());
        return Stream.ofNullable(metadata.grades())
                .flatMap(List::stream)
                .flatMap(grade -> (chapters.isEmpty() ? List.of("") : chapters)
                        .stream()
                                .map(chapter -> String.join(
                                        "|",
                                        String.valueOf(metadata.subject()),
                                        grade,
                                        chapter,
                                        TypeGroups.of(String.valueOf(metadata.type())))))
                .toList();
    }

    private static List<String> orEmpty(@Nullable List<String> codes) {
        return codes == null ? List.of() : codes;
    }
}
