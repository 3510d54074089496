package org.coursewarecommons.usage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.FileDownloaded;
import org.coursewarecommons.catalog.FileShown;
import org.coursewarecommons.catalog.ResourceCollected;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps uses, each once, and the download figure that follows from them. */
@Component
class UsageStore implements ProvenUse {

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Figures figures;
    private final CleanUseFeed clean;
    private final Robots robots;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    UsageStore(
            JdbcClient jdbc,
            Catalogue catalogue,
            Figures figures,
            CleanUseFeed clean,
            Robots robots,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.figures = figures;
        this.clean = clean;
        this.robots = robots;
        this.clock = clock;
        this.events = events;
    }

    /**
     * A use by somebody, booked to a school.
     *
     * @param facts null when the version is gone; the use is kept, but no part of any figure
     */
    record Use(
            UUID actorId,
            @Nullable UUID schoolId,
            boolean client,
            String source,
            @Nullable Facts facts,
            UsageEventBody event) {

        /** By a contributor of the resource; kept, but no part of its figures. */
        boolean own() {
            return facts != null && facts.own();
        }

        static Use reported(UsageEventBody event, Actor actor, VersionDetail version) {
            return new Use(
                    actor.id(),
                    actor.schoolId(),
                    actor.isClient(),
                    "REPORTED",
                    Facts.about(version).of(version, actor.id()),
                    event);
        }
    }

    /**
     * What the figures need to know of the used resource.
     *
     * @param own the user is a contributor of it
     * @param ownerSchoolId the author's school
     * @param subject empty when it has none
     * @param grades with bars between them
     */
    record Facts(boolean own, UUID ownerSchoolId, String subject, String grades) {

        static Facts about(VersionDetail version) {
            String subject = version.metadata().subject();
            List<String> grades = version.metadata().grades();
            return new Facts(
                    false,
                    version.schoolId(),
                    subject == null ? "" : subject,
                    grades == null ? "" : String.join("|", grades));
        }

        Facts of(VersionDetail version, UUID userId) {
            return new Facts(version.contributorIds().contains(userId), ownerSchoolId, subject, grades);
        }
    }

    /** All in one transaction; in the order of the resources, so that two batches cannot block each other. */
    @Transactional
    void keep(List<Use> uses) {
        Set<UUID> changed = new TreeSet<>();
        List<Use> fresh = uses.stream()
                .sorted(Comparator.comparing(use -> use.event().resourceId()))
                .filter(use -> insert(use, changed))
                .toList();
        // After all figures are held, so that nobody waits for a figure who holds a week of another.
        clean.add(fresh);
        changed.forEach(resourceId -> events.publishEvent(new FiguresChanged(resourceId, "download")));
    }

    /** A download through our own door: we know it ourselves, whoever reports it or not. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void downloaded(FileDownloaded download) {
        keep(
                download.versionId(),
                download.actorId(),
                download.schoolId(),
                download.client(),
                event(download.resourceId(), Verb.DOWNLOAD));
    }

    /** A look into a file, which is less than a download (DOMAIN 2.6). */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void shown(FileShown look) {
        keep(look.versionId(), look.actorId(), look.schoolId(), look.client(), event(look.resourceId(), Verb.PREVIEW));
    }

    /** Into a pack for joint preparation. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void collected(ResourceCollected kept) {
        keep(kept.versionId(), kept.actorId(), kept.schoolId(), kept.client(), event(kept.resourceId(), Verb.COLLECT));
    }

    private UsageEventBody event(UUID resourceId, Verb verb) {
        return new UsageEventBody(Ids.next(), resourceId, verb, clock.now(), null, null, null, null, null);
    }

    private void keep(UUID versionId, UUID actorId, @Nullable UUID schoolId, boolean client, UsageEventBody event) {
        Facts facts = catalogue
                .version(versionId)
                .map(version -> Facts.about(version).of(version, actorId))
                .orElse(null);
        keep(List.of(new Use(actorId, schoolId, client, "DOOR", facts, event)));
    }

    /** The person has done more than look at it. */
    @Override
    public boolean hasUsed(UUID resourceId, UUID personId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from usage.event
                                        where resource_id = :resource and actor_id = :person
                                          and verb in ('DOWNLOAD', 'COLLECT', 'CLASS_USE', 'ADAPT'))
                        """)
                .param("resource", resourceId)
                .param("person", personId)
                .query(Boolean.class)
                .single();
    }

    /** @param changed gets the resource when its download figure has grown; @return false for a repeated event */
    private boolean insert(Use use, Set<UUID> changed) {
        UsageEventBody event = use.event();
        boolean candidate = event.verb() == Verb.DOWNLOAD && !use.own();
        if (candidate) {
            figures.lock(event.resourceId());
        }
        boolean counted = candidate && !repeats(use);
        int stored = jdbc.sql(
                        """
                        with fresh as (
                            insert into usage.event_key (actor_id, event_id, at) values (:actor, :event, :at)
                            on conflict (actor_id, event_id) do nothing returning actor_id, event_id, at)
                        insert into usage.event (actor_id, event_id, resource_id, verb, at, received_at, school_id,
                               client, source, counted, duration_seconds, fraction, class_id, session_id, on_behalf_of,
                               robot)
                        select actor_id, event_id, :resource, :verb, at, :now, :school,
                               :client, :source, :counted, :duration, :fraction, :class, :session, :onBehalfOf, :robot
                          from fresh
                        """)
                .param("actor", use.actorId())
                .param("event", event.eventId())
                .param("resource", event.resourceId())
                .param("verb", event.verb().name())
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("school", use.schoolId())
                .param("client", use.client())
                .param("source", use.source())
                .param("counted", counted)
                .param("duration", event.durationSeconds())
                .param("fraction", event.fraction())
                .param("class", event.classId())
                .param("session", event.sessionId())
                .param("onBehalfOf", event.onBehalfOf())
                // A school's system is a program by nature and says for whom it acts.
                .param("robot", !use.client() && robots.isCalling())
                .update();
        if (counted && stored == 1) {
            figures.addDownload(event.resourceId());
            changed.add(event.resourceId());
        }
        return stored == 1;
    }

    /** The 30-second rule (DOMAIN 4.3 C3): a double click, or a client that reports what our door saw, too. */
    private boolean repeats(Use use) {
        Instant at = use.event().at();
        return jdbc.sql(
                        """
                        select exists (select 1 from usage.event
                                        where resource_id = :resource and actor_id = :actor and verb = 'DOWNLOAD'
                                          and counted and on_behalf_of is not distinct from :onBehalfOf
                                          and at > :from and at < :to)
                        """)
                .param("resource", use.event().resourceId())
                .param("actor", use.actorId())
                .param("onBehalfOf", use.event().onBehalfOf())
                .param("from", at.minusSeconds(30).atOffset(ZoneOffset.UTC))
                .param("to", at.plusSeconds(30).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
