package org.coursewarecommons.reporting;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.PublicationLog;
import org.coursewarecommons.evaluation.TermVerdicts;
import org.coursewarecommons.evaluation.TermVerdicts.TermVerdict;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.reporting.LibraryReport.Change;
import org.coursewarecommons.reporting.LibraryReport.Happening;
import org.coursewarecommons.retirement.Departures;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what entered, improved, was promoted, retired and restored. */
@Component
class LibraryChanges {

    private static final int MOST = 1000;
    private static final double TENTHS = 10;
    /** Between the publication that brings something back and the word that it is back. */
    private static final Duration SAME = Duration.ofMinutes(1);

    private final PublicationLog publications;
    private final Departures departures;
    private final TermVerdicts verdicts;
    private final WorkingDays calendar;

    LibraryChanges(PublicationLog publications, Departures departures, TermVerdicts verdicts, WorkingDays calendar) {
        this.publications = publications;
        this.departures = departures;
        this.verdicts = verdicts;
        this.calendar = calendar;
    }

    /** @param until where the next term begins, so that holidays belong to the term before them */
    LibraryReport report(Span span, Instant until, Viewer viewer, String measures) {
        List<Change> changes = Stream.of(
                        published(span.from(), until, viewer),
                        promoted(span.term().code(), viewer),
                        gone(departures.retired(span.from(), until), Happening.RETIRED, viewer),
                        gone(departures.restored(span.from(), until), Happening.RESTORED, viewer))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Change::at).thenComparing(Change::resourceId))
                .toList();
        Map<String, Long> counts = new TreeMap<>();
        Arrays.stream(Happening.values()).forEach(kind -> counts.put(kind.name(), 0L));
        changes.forEach(change -> counts.merge(change.kind().name(), 1L, Long::sum));
        Map<String, Long> reasons = changes.stream()
                .filter(change -> change.kind() == Happening.RETIRED)
                .collect(Collectors.groupingBy(
                        change -> String.valueOf(change.reason()), TreeMap::new, Collectors.counting()));
        return new LibraryReport(
                span.term().code(),
                measures,
                counts,
                reasons,
                changes.subList(0, Math.min(MOST, changes.size())),
                changes.size(),
                series(changes, span.from(), until),
                changes);
    }

    private List<Change> published(Instant from, Instant until, Viewer viewer) {
        // What came back is told as such, not as a new version as well.
        Map<UUID, Instant> back = departures.restored(from, until).stream()
                .collect(Collectors.toMap(
                        Departures.Departure::resourceId, Departures.Departure::at, (one, other) -> other));
        List<Change> changes = new ArrayList<>();
        for (PublicationLog.Published one : publications.between(from, until)) {
            Instant returned = back.get(one.resourceId());
            if (returned == null || Duration.between(one.at(), returned).abs().compareTo(SAME) > 0) {
                add(
                        changes,
                        viewer,
                        one.schoolId(),
                        one.first() ? Happening.ENTERED : Happening.IMPROVED,
                        one.at(),
                        new PublicationLog.Known(one.resourceId(), one.schoolId(), one.title(), one.subject()),
                        null,
                        null);
            }
        }
        return changes;
    }

    private List<Change> promoted(String term, Viewer viewer) {
        Instant at = verdicts.publishedAt(term).orElse(null);
        if (at == null) {
            return List.of();
        }
        List<TermVerdict> promoted = verdicts.of(term).stream()
                .filter(verdict -> verdict.proposal().equals("PROMOTE"))
                .toList();
        Map<UUID, PublicationLog.Known> known = publications.known(
                promoted.stream().map(TermVerdict::resourceId).toList());
        List<Change> changes = new ArrayList<>();
        for (TermVerdict verdict : promoted) {
            PublicationLog.Known item = known.get(verdict.resourceId());
            if (item != null) {
                Double effect = verdict.effect() == null ? null : Math.round(verdict.effect() * TENTHS) / TENTHS;
                add(changes, viewer, item.schoolId(), Happening.PROMOTED, at, item, null, effect);
            }
        }
        return changes;
    }

    private static List<Change> gone(List<Departures.Departure> some, Happening kind, Viewer viewer) {
        List<Change> changes = new ArrayList<>();
        some.forEach(one -> add(
                changes,
                viewer,
                one.schoolId(),
                kind,
                one.at(),
                new PublicationLog.Known(one.resourceId(), one.schoolId(), one.title(), one.subject()),
                one.reasonCode(),
                null));
        return changes;
    }

    private static void add(
            List<Change> changes,
            Viewer viewer,
            UUID schoolId,
            Happening kind,
            Instant at,
            PublicationLog.Known item,
            @Nullable String reason,
            @Nullable Double effect) {
        School school = viewer.school(schoolId);
        if (viewer.whole() || viewer.sees(schoolId)) {
            String code = school == null ? "-" : school.code();
            changes.add(new Change(kind, at, item.resourceId(), item.title(), item.subject(), code, reason, effect));
        }
    }

    private List<Chart> series(List<Change> changes, Instant from, Instant until) {
        List<YearMonth> months = Stream.iterate(
                        month(from),
                        month -> !month.isAfter(month(until.minusSeconds(1))),
                        month -> month.plusMonths(1))
                .toList();
        return Arrays.stream(Happening.values())
                .map(kind -> new Chart(
                        kind.name(),
                        months.stream()
                                .map(month -> new Chart.Point(month.toString(), (double) changes.stream()
                                        .filter(change -> change.kind() == kind
                                                && month(change.at()).equals(month))
                                        .count()))
                                .toList()))
                .toList();
    }

    private YearMonth month(Instant at) {
        return YearMonth.from(calendar.dayOf(at));
    }
}
