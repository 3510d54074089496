package org.coursewarecommons.usage;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.FileDownloaded;
import org.coursewarecommons.catalog.FileShown;
import org.coursewarecommons.catalog.LiveItem;
import org.coursewarecommons.catalog.ResourceCollected;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.ResourceViewed;
import org.coursewarecommons.catalog.VersionChanged;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Uses that go through our own doors: we know them ourselves, whoever reports them or not. */
@Component
class OwnDoors {

    private static final String DERIVED = "isBasedOn";

    private final UsageStore store;
    private final SeenPages pages;
    private final Catalogue catalogue;
    private final Robots robots;
    private final DomainClock clock;

    OwnDoors(UsageStore store, SeenPages pages, Catalogue catalogue, Robots robots, DomainClock clock) {
        this.store = store;
        this.pages = pages;
        this.catalogue = catalogue;
        this.robots = robots;
        this.clock = clock;
    }

    /** Who stands before the door. */
    private record Visitor(UUID id, @Nullable UUID schoolId, boolean client) {}

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void downloaded(FileDownloaded download) {
        keep(
                new Visitor(download.actorId(), download.schoolId(), download.client()),
                event(Ids.next(), download.resourceId(), Verb.DOWNLOAD, null));
    }

    /** A look into a file, which is less than a download (DOMAIN 2.6); how much of it was seen decides the cleaning. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void shown(FileShown look) {
        keep(
                new Visitor(look.actorId(), look.schoolId(), look.client()),
                event(Ids.next(), look.resourceId(), Verb.PREVIEW, look.fraction()));
    }

    /** Into a pack for joint preparation. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void collected(ResourceCollected kept) {
        keep(
                new Visitor(kept.actorId(), kept.schoolId(), kept.client()),
                event(Ids.next(), kept.resourceId(), Verb.COLLECT, null));
    }

    /** A work that says it is derived from another was handed in: once a work, however often it is handed in. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void submitted(VersionChanged change) {
        if (change.from() != VersionState.DRAFT || change.to() != VersionState.SUBMITTED) {
            return;
        }
        VersionDetail version = catalogue.version(change.versionId()).orElse(null);
        List<ResourceMetadata.Relation> relations =
                version == null ? null : version.metadata().relations();
        if (version == null || relations == null) {
            return;
        }
        relations.stream()
                .filter(relation -> DERIVED.equals(relation.type()))
                .flatMap(relation -> Stream.ofNullable(relation.resourceId()))
                .distinct()
                .forEach(source -> keep(
                        new Visitor(version.ownerId(), version.schoolId(), false),
                        event(once(version.resourceId(), source), source, Verb.ADAPT, null)));
    }

    /** Its page; kept a moment later, so that reading waits for no writing. */
    @EventListener
    public void viewed(ResourceViewed view) {
        pages.add(new Use(
                view.actorId(),
                view.schoolId(),
                view.client(),
                "DOOR",
                robots.isCalling(),
                null,
                event(Ids.next(), view.resourceId(), Verb.VIEW, null)));
    }

    private static UUID once(UUID derived, UUID source) {
        return UUID.nameUUIDFromBytes((derived + " from " + source).getBytes(StandardCharsets.UTF_8));
    }

    private UsageEventBody event(UUID id, UUID resourceId, Verb verb, @Nullable Double fraction) {
        return new UsageEventBody(id, resourceId, verb, clock.now(), null, fraction, null, null, null);
    }

    private void keep(Visitor visitor, UsageEventBody event) {
        Map<UUID, LiveItem> live = catalogue.live(List.of(event.resourceId()));
        LiveItem item = live.get(event.resourceId());
        store.keep(List.of(new Use(
                visitor.id(),
                visitor.schoolId(),
                visitor.client(),
                "DOOR",
                robots.isCalling(),
                item == null ? null : Use.Facts.of(item, visitor.id()),
                event)));
    }
}
