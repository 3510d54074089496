package org.coursewarecommons.supply;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.catalog.Deposits;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.VersionChanged;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.sharing.ScopesChanged;
import org.coursewarecommons.sharing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the shelf as catalog and sharing say, in the transaction of the change. */
@Component
class ShelfFeed {

    private static final int CHUNK = 200;
    /** Cause of a version that came published from another system. */
    private static final String TAKEN_OVER = "taken-over";

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final CodeLists lists;
    private final Deposits deposits;
    private final Visibility visibility;
    private final People people;
    private final Announcements announcements;
    private final TransactionTemplate transaction;

    ShelfFeed(
            JdbcClient jdbc,
            Catalogue catalogue,
            CodeLists lists,
            Deposits deposits,
            Visibility visibility,
            People people,
            Announcements announcements,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.lists = lists;
        this.deposits = deposits;
        this.visibility = visibility;
        this.people = people;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(VersionChanged change) {
        // Nothing of a draft or a submission is on the shelf; what is replaced has its next version in a moment.
        boolean concerned = change.from() != null && change.from().isReadable()
                || change.to().isReadable();
        if (concerned && change.to() != VersionState.REPLACED) {
            refresh(List.of(change.resourceId()));
        }
        if (change.to() == VersionState.PUBLISHED && change.cause().equals(TAKEN_OVER)) {
            announced(List.of(change.resourceId()));
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ScopesChanged change) {
        refresh(List.of(change.resourceId()));
        announcements.tell(change.resourceId());
    }

    /** A database that is older than the shelf: fills it once. What was there before is no news. */
    @EventListener(ApplicationReadyEvent.class)
    public void fill() {
        boolean empty = jdbc.sql("select not exists (select 1 from supply.item)")
                .query(Boolean.class)
                .single();
        if (!empty) {
            return;
        }
        List<UUID> ids = deposits.resources(null, null, null, CHUNK);
        while (!ids.isEmpty()) {
            List<UUID> chunk = ids;
            transaction.executeWithoutResult(status -> {
                refresh(chunk);
                announced(chunk);
            });
            ids = deposits.resources(null, null, chunk.get(chunk.size() - 1), CHUNK);
        }
    }

    /** What was published elsewhere or long ago is no news. */
    private void announced(List<UUID> ids) {
        jdbc.sql("update supply.item set announced = true where resource_id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    private void refresh(List<UUID> ids) {
        Map<UUID, VersionDetail> live = catalogue.published(ids);
        List<UUID> gone = ids.stream().filter(id -> !live.containsKey(id)).toList();
        if (!gone.isEmpty()) {
            jdbc.sql("delete from supply.item where resource_id = any(:ids)")
                    .param("ids", gone.toArray(UUID[]::new))
                    .update();
        }
        if (live.isEmpty()) {
            return;
        }
        Map<UUID, Set<String>> scopes = visibility.scopesOf(live.keySet());
        Map<UUID, People.PersonSummary> authors = people.byIds(live.values().stream()
                .flatMap(version -> version.contributorIds().stream())
                .toList());
        live.values()
                .forEach(version -> write(
                        version,
                        scopes.getOrDefault(version.resourceId(), Set.of()),
                        version.contributorIds().stream()
                                .map(authors::get)
                                .filter(Objects::nonNull)
                                .map(People.PersonSummary::schoolId)
                                .filter(Objects::nonNull)));
    }

    private void write(VersionDetail version, Set<String> scopes, Stream<UUID> authorSchools) {
        ResourceMetadata metadata = version.metadata();
        Season season = season(metadata);
        jdbc.sql(
                        """
                        insert into supply.item (resource_id, version_id, school_id, title, type, subject, grades, edition,
                               chapters, half, planned_from, planned_until, scopes, author_ids, author_schools, published_at)
                        values (:resource, :version, :school, :title, :type, :subject, :grades, :edition,
                               :chapters, :half, :from, :until, :scopes, :authors, :authorSchools, :published)
                        on conflict (resource_id) do update
                           set version_id = excluded.version_id, school_id = excluded.school_id,
                               title = excluded.title, type = excluded.type, subject = excluded.subject,
                               grades = excluded.grades, edition = excluded.edition, chapters = excluded.chapters,
                               half = excluded.half, planned_from = excluded.planned_from,
                               planned_until = excluded.planned_until, scopes = excluded.scopes,
                               author_ids = excluded.author_ids, author_schools = excluded.author_schools,
                               published_at = least(item.published_at, excluded.published_at)
                        """)
                .param("resource", version.resourceId())
                .param("version", version.versionId())
                .param("school", version.schoolId())
                .param("title", metadata.title() == null ? "" : metadata.title())
                .param("type", metadata.type())
                .param("subject", metadata.subject())
                .param("grades", array(metadata.grades()))
                .param("edition", metadata.edition())
                .param("chapters", array(metadata.chapters()))
                .param("half", season.half())
                .param("from", season.from())
                .param("until", season.until())
                .param("scopes", scopes.toArray(String[]::new))
                .param("authors", version.contributorIds().toArray(UUID[]::new))
                .param(
                        "authorSchools",
                        Stream.concat(Stream.of(version.schoolId()), authorSchools)
                                .distinct()
                                .toArray(UUID[]::new))
                .param(
                        "published",
                        (version.publishedAt() == null ? version.updatedAt() : version.publishedAt())
                                .atOffset(ZoneOffset.UTC))
                .update();
    }

    private Season season(ResourceMetadata metadata) {
        Map<String, Map<String, String>> chapters = lists.properties("chapters");
        List<String> planned = Stream.ofNullable(metadata.chapters())
                .flatMap(List::stream)
                .map(chapters::get)
                .filter(Objects::nonNull)
                .map(properties -> properties.get("planned_weeks"))
                .filter(Objects::nonNull)
                .toList();
        Map<String, String> volume =
                metadata.volume() == null ? null : lists.properties("volumes").get(metadata.volume());
        String half = volume == null ? null : volume.get("term");
        return Season.of(planned, half != null && half.matches("S[12]") ? half : null);
    }

    private static String[] array(@Nullable List<String> codes) {
        return codes == null ? new String[0] : codes.toArray(String[]::new);
    }
}
