package org.coursewarecommons.usage;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.LiveItem;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Sorts reported uses into what is kept and what is not. */
@Service
class UsageReports {

    /** Clocks of clients are never quite right. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** Two terms and the holidays between: older uses belong to terms that are closed. */
    private static final Duration BACK = Duration.ofDays(400);

    private final Catalogue catalogue;
    private final UsageStore store;
    private final Robots robots;
    private final DomainClock clock;

    UsageReports(Catalogue catalogue, UsageStore store, Robots robots, DomainClock clock) {
        this.catalogue = catalogue;
        this.store = store;
        this.robots = robots;
        this.clock = clock;
    }

    /** @param accepted how many are kept, repeats of kept ones included */
    @Schema(name = "UsageReceipt")
    record Receipt(int accepted, @Schema(maxLength = 500) List<Rejected> rejected) {}

    /**
     * An event that was not kept.
     *
     * @param index in the batch, from 0
     * @param code unknown-resource, at-in-future, at-too-old or on-behalf-of-not-allowed
     */
    @Schema(name = "RejectedUsageEvent")
    record Rejected(
            int index,
            @Schema(allowableValues = {"unknown-resource", "at-in-future", "at-too-old", "on-behalf-of-not-allowed"})
                    String code) {}

    Receipt receive(List<UsageEventBody> events, Actor actor) {
        Instant now = clock.now();
        Map<UUID, LiveItem> readable = catalogue.readable(
                events.stream().map(UsageEventBody::resourceId).collect(Collectors.toSet()), actor);
        boolean robot = robots.isCalling();
        List<Use> uses = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            UsageEventBody event = events.get(i);
            LiveItem item = readable.get(event.resourceId());
            String fault = item == null ? "unknown-resource" : fault(event, actor, now);
            if (item == null || fault != null) {
                rejected.add(new Rejected(i, String.valueOf(fault)));
            } else {
                uses.add(Use.reported(event, actor, robot, item));
            }
        }
        store.keep(uses);
        return new Receipt(uses.size(), rejected);
    }

    private static @Nullable String fault(UsageEventBody event, Actor actor, Instant now) {
        if (event.at().isAfter(now.plus(AHEAD))) {
            return "at-in-future";
        }
        if (event.at().isBefore(now.minus(BACK))) {
            return "at-too-old";
        }
        return event.onBehalfOf() != null && !actor.isClient() ? "on-behalf-of-not-allowed" : null;
    }
}
