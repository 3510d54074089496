package org.coursewarecommons.takedown;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Suspensions as rows. */
@Repository
class SuspensionRows {

    private final JdbcClient jdbc;

    SuspensionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Suspension suspension) {
        jdbc.sql(
                        """
                        insert into takedown.suspension (id, resource_id, version_id, owner_id, school_id, reason,
                               former_state, former_phase, state, suspended_at, inform_due, ends_at)
                        values (:id, :resource, :version, :owner, :school, :reason,
                                :formerState, :formerPhase, 'SUSPENDED', :suspendedAt, :informDue, :endsAt)
                        """)
                .param("id", suspension.id())
                .param("resource", suspension.resourceId())
                .param("version", suspension.versionId())
                .param("owner", suspension.ownerId())
                .param("school", suspension.schoolId())
                .param("reason", suspension.reason().name())
                .param("formerState", suspension.formerState().name())
                .param("formerPhase", suspension.formerPhase())
                .param("suspendedAt", ReportRows.utc(suspension.suspendedAt()))
                .param("informDue", ReportRows.utc(suspension.informDue()))
                .param("endsAt", ReportRows.utc(suspension.endsAt()))
                .update();
    }

    Optional<Suspension> suspension(UUID id) {
        return jdbc.sql("select * from takedown.suspension where id = :id")
                .param("id", id)
                .query(Suspension.class)
                .optional();
    }

    Suspension lock(UUID id) {
        return jdbc.sql("select * from takedown.suspension where id = :id for update")
                .param("id", id)
                .query(Suspension.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    Optional<Suspension> running(UUID resourceId) {
        return jdbc.sql("select * from takedown.suspension where resource_id = :id and state = 'SUSPENDED' for update")
                .param("id", resourceId)
                .query(Suspension.class)
                .optional();
    }

    /** Newest first, one more than asked for. @param owner null: anybody's */
    List<Suspension> suspensions(Suspension.@Nullable State state, @Nullable UUID owner, PageRequest page) {
        return jdbc.sql(
                        """
                        select * from takedown.suspension
                         where (cast(:state as text) is null or state = :state)
                           and (cast(:owner as uuid) is null or owner_id = :owner)
                           and (cast(:after as uuid) is null or id < cast(:after as uuid))
                         order by id desc limit :limit
                        """)
                .param("state", state == null ? null : state.name())
                .param("owner", owner)
                .param("after", ReportRows.uuid(page.after(0)))
                .param("limit", page.limit() + 1)
                .query(Suspension.class)
                .list();
    }

    long count(Suspension.@Nullable State state, @Nullable UUID owner) {
        return jdbc.sql(
                        """
                        select count(*) from takedown.suspension
                         where (cast(:state as text) is null or state = :state)
                           and (cast(:owner as uuid) is null or owner_id = :owner)
                        """)
                .param("state", state == null ? null : state.name())
                .param("owner", owner)
                .query(Long.class)
                .single();
    }

    void inform(UUID id, @Nullable UUID by, String text, Instant now) {
        jdbc.sql(
                        "update takedown.suspension set informed_at = :now, informed_by = :by, informing = :text where id = :id")
                .param("now", ReportRows.utc(now))
                .param("by", by)
                .param("text", text)
                .param("id", id)
                .update();
    }

    void decide(UUID id, Suspension.Outcome outcome, UUID by, String reason, Instant now) {
        jdbc.sql(
                        """
                        update takedown.suspension
                           set outcome = :outcome, decided_by = :by, decided_at = :now, decision = :reason where id = :id
                        """)
                .param("outcome", outcome.name())
                .param("by", by)
                .param("now", ReportRows.utc(now))
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    void confirm(UUID id, UUID by) {
        jdbc.sql("update takedown.suspension set confirmed_by = :by where id = :id")
                .param("by", by)
                .param("id", id)
                .update();
    }

    void close(UUID id, Suspension.State state, Instant now) {
        jdbc.sql("update takedown.suspension set state = :state, closed_at = :now where id = :id")
                .param("state", state.name())
                .param("now", ReportRows.utc(now))
                .param("id", id)
                .update();
    }
}
