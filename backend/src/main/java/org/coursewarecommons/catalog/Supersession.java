package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.OneByOne;
import org.coursewarecommons.shared.TimedPart;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Moves what lost its book or standard to SUPERSEDED with the offer to bind it elsewhere, and back when that is adopted
 * again. What is in a hearing is left alone until that ends.
 */
@Component
class Supersession implements TimedPart {

    private static final int PAGE = 500;

    private final Adoptions adoptions;
    private final AdoptionRows rows;
    private final Versions versions;
    private final PublishedIds published;
    private final LifecycleService lifecycle;
    private final Details details;
    private final DomainClock clock;
    private final WorkingDays calendar;
    private final OneByOne oneByOne;
    private final ApplicationEventPublisher events;
    private volatile String done = "";

    Supersession(
            Adoptions adoptions,
            AdoptionRows rows,
            Versions versions,
            PublishedIds published,
            LifecycleService lifecycle,
            Details details,
            DomainClock clock,
            WorkingDays calendar,
            OneByOne oneByOne,
            ApplicationEventPublisher events) {
        this.adoptions = adoptions;
        this.rows = rows;
        this.versions = versions;
        this.published = published;
        this.lifecycle = lifecycle;
        this.details = details;
        this.clock = clock;
        this.calendar = calendar;
        this.oneByOne = oneByOne;
        this.events = events;
    }

    /** How many were moved. */
    @Schema(name = "SupersessionRun", description = "检查结果")
    record Run(int superseded, int readopted) {}

    private record Move(UUID versionId, Adoption.@Nullable Ended ended) {}

    /** The shelf is looked through once a day, and after each change of the lists. */
    @Override
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    public void runDue() {
        adoptions.refresh();
        String now = adoptions.version() + " " + today();
        if (!now.equals(done)) {
            run();
            done = now;
        }
    }

    /** Days end at midnight. */
    @Override
    public Optional<Instant> next(Instant now) {
        return rows.standing().stream()
                .map(end ->
                        end.lastDay().plusDays(1).atStartOfDay(calendar.zone()).toInstant())
                .filter(end -> end.isAfter(now))
                .min(Instant::compareTo);
    }

    Run run() {
        adoptions.refresh();
        return new Run(supersede(), readopt());
    }

    private int supersede() {
        int moved = 0;
        UUID after = null;
        for (List<UUID> ids = published.after(after, PAGE); !ids.isEmpty(); ids = published.after(after, PAGE)) {
            after = ids.get(ids.size() - 1);
            List<Move> moves = versions.published(ids).stream()
                    .filter(row -> row.state() == VersionState.PUBLISHED)
                    .map(row -> new Move(
                            row.id(), adoptions.ended(row.metadata(), today()).orElse(null)))
                    .filter(move -> move.ended() != null)
                    .toList();
            oneByOne.each("supersession", moves, this::supersede);
            moved += moves.size();
        }
        return moved;
    }

    private void supersede(Move move) {
        Adoption.Ended ended = move.ended();
        VersionDetail version = versions.lock(move.versionId()).map(details::of).orElseThrow();
        if (ended == null || version.state() != VersionState.PUBLISHED) {
            return;
        }
        lifecycle.supersede(version.versionId());
        rows.supersede(version.versionId(), version.resourceId(), ended, clock.now());
        tell("submission.superseded", version, ended.code());
    }

    private int readopt() {
        int moved = 0;
        UUID after = null;
        for (List<UUID> ids = rows.superseded(after, PAGE); !ids.isEmpty(); ids = rows.superseded(after, PAGE)) {
            after = ids.get(ids.size() - 1);
            List<Move> moves = ids.stream()
                    .flatMap(id -> rows.supersededVersion(id).stream())
                    .flatMap(id -> versions.find(id).stream())
                    .filter(row -> adoptions.ended(row.metadata(), today()).isEmpty())
                    .map(row -> new Move(row.id(), null))
                    .toList();
            oneByOne.each("re-adoption", moves, this::readopt);
            moved += moves.size();
        }
        return moved;
    }

    private void readopt(Move move) {
        VersionDetail version = versions.lock(move.versionId()).map(details::of).orElseThrow();
        if (version.state() != VersionState.SUPERSEDED
                || rows.of(List.of(move.versionId())).isEmpty()) {
            // What another system kept as superseded is for people to bring back.
            return;
        }
        lifecycle.reinstate(version.versionId());
        rows.answer(version.versionId(), "READOPTED", clock.now());
        tell("submission.readopted", version, "");
    }

    private void tell(String topic, VersionDetail version, String code) {
        Set<UUID> told = new HashSet<>(version.contributorIds());
        told.add(version.ownerId());
        String title = version.metadata().title();
        events.publishEvent(new DomainEvent.Notice(
                topic,
                told,
                version.resourceId(),
                "/resources/" + version.resourceId(),
                List.of(title == null ? "" : title, code)));
    }

    private LocalDate today() {
        return calendar.dayOf(clock.now());
    }
}
