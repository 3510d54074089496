package org.coursewarecommons.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The owner's answer to a supersession: bound to another book, chapter or standard it is published again, with the same
 * files and therefore without a new review; or it stays where it is.
 */
@Service
class Rebinding {

    private final DraftService drafts;
    private final Versions versions;
    private final LifecycleService lifecycle;
    private final Adoptions adoptions;
    private final AdoptionRows rows;
    private final DomainClock clock;
    private final WorkingDays calendar;

    Rebinding(
            DraftService drafts,
            Versions versions,
            LifecycleService lifecycle,
            Adoptions adoptions,
            AdoptionRows rows,
            DomainClock clock,
            WorkingDays calendar) {
        this.drafts = drafts;
        this.versions = versions;
        this.lifecycle = lifecycle;
        this.adoptions = adoptions;
        this.rows = rows;
        this.clock = clock;
        this.calendar = calendar;
    }

    /** Where it belongs from now on; what is left out stays. */
    @Schema(name = "Rebinding", description = "重新绑定教材或课标")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Target(
            @Code("editions") @Nullable String edition,
            @Code("print-series") @Nullable String printSeries,
            @Code("volumes") @Nullable String volume,
            @Size(min = 1, max = 12) @Nullable List<@NotNull @Code("grades") String> grades,
            @Size(max = 20) @Nullable List<@NotNull @Code("chapters") String> chapters,
            @Size(max = 20) @Nullable
                    List<@NotBlank @Size(max = 100) @TextFormat(TextFormat.Kind.STANDARD) String> standards,
            @NotBlank @Size(max = 500) @Schema(example = "改绑 2024 版三年级上册第七单元。") String changed) {

        private Map<String, Object> changes() {
            Map<String, Object> changes = new HashMap<>();
            put(changes, "edition", edition);
            put(changes, "printSeries", printSeries);
            put(changes, "volume", volume);
            put(changes, "grades", grades);
            put(changes, "chapters", chapters);
            put(changes, "standards", standards);
            return changes;
        }

        private static void put(Map<String, Object> changes, String name, @Nullable Object value) {
            if (value != null) {
                changes.put(name, value);
            }
        }
    }

    /**
     * @throws ProblemException 404 for others' resources, 409 unless it is superseded or while a version is on its way, 422
     *     with every fault, {@code still-superseded} when that is not adopted either
     */
    @Transactional
    VersionRow rebind(UUID resourceId, Target target, Actor actor) {
        VersionRow old = superseded(resourceId, actor);
        ResourceMetadata metadata = old.metadata().rebound(target.changes());
        LocalDate today = calendar.dayOf(clock.now());
        adoptions.refresh();
        adoptions.ended(metadata, today).ifPresent(ended -> {
            throw ProblemException.invalid(
                    ended.taxonomy().equals(Adoptions.STANDARDS) ? "/standards" : "/edition",
                    "still-superseded",
                    ended.code());
        });
        VersionRow next = drafts.next(resourceId, "MINOR", target.changed(), actor);
        // The copy of the old one's proof of permission has an id of its own.
        versions.updateMetadata(next.id(), next.metadata().rebound(target.changes()));
        lifecycle.submit(next.id());
        lifecycle.publish(next.id(), old.recommended());
        rows.answer(old.id(), "REBOUND", clock.now());
        return versions.find(next.id()).orElseThrow();
    }

    /** It stays as it is: readable, out of the usual search. @throws ProblemException as above */
    @Transactional
    VersionRow archive(UUID resourceId, Actor actor) {
        VersionRow old = superseded(resourceId, actor);
        rows.answer(old.id(), "ARCHIVED", clock.now());
        return versions.find(old.id()).orElseThrow();
    }

    private VersionRow superseded(UUID resourceId, Actor actor) {
        List<VersionRow> all = drafts.ownVersions(resourceId, actor);
        VersionRow found = all.stream()
                .filter(row -> row.state() == VersionState.SUPERSEDED)
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidTransition(all.get(0).state()));
        VersionRow held = versions.lock(found.id()).orElseThrow(ProblemException::notFound);
        if (held.state() != VersionState.SUPERSEDED) {
            throw ProblemException.invalidTransition(held.state());
        }
        return held;
    }
}
