package org.coursewarecommons.interop.outward;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.sharing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Rows of {@code interop.outward}: where each resource is live. */
@Repository
class OutwardLedger {

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Visibility visibility;
    private final ApplicationEventPublisher events;

    OutwardLedger(JdbcClient jdbc, Catalogue catalogue, Visibility visibility, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.visibility = visibility;
        this.events = events;
    }

    /** A row whose items are to be stamped. */
    record Due(UUID resourceId, long seq) {}

    private record Known(@Nullable UUID versionId, @Nullable Instant touchedAt, Set<String> scopes) {

        boolean isLive() {
            return !scopes.isEmpty();
        }
    }

    /** Takes in how the resource stands now, and tells it when something has changed. At the end of a transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(UUID resourceId) {
        // First the lock, then the look: of two transactions the second sees what the first has done.
        Known before = lock(resourceId);
        Known after = look(resourceId, before.versionId());
        jdbc.sql(
                        """
                        update interop.outward
                           set seq = seq + 1, version_id = :version, touched_at = :touched, scopes = :scopes
                         where resource_id = :id
                        """)
                .param("version", after.versionId())
                .param(
                        "touched",
                        after.touchedAt() == null ? null : after.touchedAt().atOffset(ZoneOffset.UTC))
                .param("scopes", after.scopes().toArray(String[]::new))
                .param("id", resourceId)
                .update();
        if (!before.equals(after) && (before.isLive() || after.isLive())) {
            events.publishEvent(new OutwardChange(resourceId, after.versionId(), before.scopes(), after.scopes()));
        }
    }

    private Known lock(UUID resourceId) {
        jdbc.sql("insert into interop.outward (resource_id, seq, scopes) values (:id, 0, '{}') on conflict do nothing")
                .param("id", resourceId)
                .update();
        return jdbc.sql("select version_id, touched_at, scopes from interop.outward where resource_id = :id for update")
                .param("id", resourceId)
                .query(OutwardLedger::known)
                .single();
    }

    private Known look(UUID resourceId, @Nullable UUID last) {
        VersionDetail live = catalogue.published(List.of(resourceId)).get(resourceId);
        if (live == null) {
            return new Known(last, null, Set.of());
        }
        Set<String> scopes = visibility.scopesOf(List.of(resourceId)).getOrDefault(resourceId, Set.of());
        return new Known(live.versionId(), live.updatedAt().truncatedTo(ChronoUnit.MICROS), new TreeSet<>(scopes));
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        OffsetDateTime touched = row.getObject("touched_at", OffsetDateTime.class);
        return new Known(
                row.getObject("version_id", UUID.class),
                touched == null ? null : touched.toInstant(),
                new TreeSet<>(List.of(texts(row.getArray("scopes")))));
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    /** Resources that were live before there was a ledger. */
    @Transactional
    public void enrol(Collection<UUID> resourceIds) {
        resourceIds.forEach(this::note);
    }

    /** Whether what was live before there was a ledger is in it. */
    boolean isComplete() {
        return jdbc.sql("select exists (select 1 from interop.outward_enrolled)")
                .query(Boolean.class)
                .single();
    }

    @Transactional
    public void complete() {
        jdbc.sql("insert into interop.outward_enrolled (at) values (:now)")
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Due> due(int limit) {
        return jdbc.sql("select resource_id, seq from interop.outward where stamped_seq < seq limit :limit")
                .param("limit", limit)
                .query(Due.class)
                .list();
    }

    /** A change that came meanwhile stays due. */
    void stamped(Collection<Due> rows) {
        jdbc.sql(
                        """
                        update interop.outward o set stamped_seq = done.seq
                          from unnest(:ids, :seqs) as done(id, seq) where o.resource_id = done.id
                        """)
                .param("ids", rows.stream().map(Due::resourceId).toArray(UUID[]::new))
                .param("seqs", rows.stream().map(Due::seq).toArray(Long[]::new))
                .update();
    }
}
