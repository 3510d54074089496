package org.coursewarecommons.takedown;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reports as rows. */
@Repository
class ReportRows {

    private static final String REPORT =
            """
            select id, resource_id, version_id, reason, body, reporter_id, made_at, state, suspension_id, message_id,
                   settled_at, settlement
              from takedown.report
            """;
    private static final String LISTED =
            """
             where (cast(:state as text) is null or state = :state)
               and (cast(:reporter as uuid) is null or reporter_id = :reporter)
               and (cast(:resource as uuid) is null or resource_id = :resource)
            """;

    private final JdbcClient jdbc;

    ReportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whom a list is for and what it is narrowed to; a null narrows nothing. */
    record Filter(Report.@Nullable State state, @Nullable UUID reporterId, @Nullable UUID resourceId) {}

    /** @param wrong reports of this person that were wrongly raised */
    record Reporter(UUID personId, int reports, int wrong, @Nullable OffsetDateTime lastWrongAt) {}

    void insert(Report report) {
        jdbc.sql(
                        """
                        insert into takedown.report (id, resource_id, version_id, reason, body, reporter_id, made_at, state,
                               suspension_id, message_id)
                        values (:id, :resource, :version, :reason, :body, :reporter, :madeAt, :state, :suspension, :message)
                        """)
                .param("id", report.id())
                .param("resource", report.resourceId())
                .param("version", report.versionId())
                .param("reason", report.reason().name())
                .param("body", report.body())
                .param("reporter", report.reporterId())
                .param("madeAt", utc(report.madeAt()))
                .param("state", report.state().name())
                .param("suspension", report.suspensionId())
                .param("message", report.messageId())
                .update();
    }

    Optional<Report> report(UUID id) {
        return jdbc.sql(REPORT + " where id = :id")
                .param("id", id)
                .query(Report.class)
                .optional();
    }

    Report lockReport(UUID id) {
        return jdbc.sql(REPORT + " where id = :id for update")
                .param("id", id)
                .query(Report.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    /** Newest first, one more than asked for. */
    List<Report> reports(Filter filter, PageRequest page) {
        return listed(
                        REPORT + LISTED
                                + " and (cast(:after as uuid) is null or id < cast(:after as uuid)) order by id desc limit :limit",
                        filter)
                .param("after", uuid(page.after(0)))
                .param("limit", page.limit() + 1)
                .query(Report.class)
                .list();
    }

    long count(Filter filter) {
        return listed("select count(*) from takedown.report" + LISTED, filter)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec listed(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("reporter", filter.reporterId())
                .param("resource", filter.resourceId());
    }

    List<Report> ofSuspension(UUID suspensionId) {
        return jdbc.sql(REPORT + " where suspension_id = :id order by id")
                .param("id", suspensionId)
                .query(Report.class)
                .list();
    }

    boolean isOpen(UUID resourceId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from takedown.report
                                        where resource_id = :id and state in ('WAITING', 'OPEN'))
                        """)
                .param("id", resourceId)
                .query(Boolean.class)
                .single();
    }

    boolean hasReported(UUID resourceId, UUID personId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from takedown.report where resource_id = :id and reporter_id = :person
                                          and state in ('WAITING', 'OPEN'))
                        """)
                .param("id", resourceId)
                .param("person", personId)
                .query(Boolean.class)
                .single();
    }

    int wrongReports(UUID personId, Instant since) {
        return jdbc.sql(
                        """
                        select count(*) from takedown.report
                         where reporter_id = :person and state = 'WRONG' and settled_at >= :since
                        """)
                .param("person", personId)
                .param("since", utc(since))
                .query(Integer.class)
                .single();
    }

    /** Who was wrong at least so often, most often first; at most 100. */
    List<Reporter> wrongReporters(int least) {
        return jdbc.sql(
                        """
                        select reporter_id as person_id, count(*) as reports,
                               count(*) filter (where state = 'WRONG') as wrong,
                               max(settled_at) filter (where state = 'WRONG') as last_wrong_at
                          from takedown.report where state <> 'PASSED_ON'
                         group by reporter_id having count(*) filter (where state = 'WRONG') >= :least
                         order by wrong desc, reporter_id limit 100
                        """)
                .param("least", least)
                .query(Reporter.class)
                .list();
    }

    void join(UUID reportId, UUID suspensionId) {
        jdbc.sql("update takedown.report set state = 'OPEN', suspension_id = :suspension where id = :id")
                .param("suspension", suspensionId)
                .param("id", reportId)
                .update();
    }

    /** @param by null for the system */
    void settle(UUID reportId, Report.State state, @Nullable UUID by, @Nullable String why, Instant now) {
        jdbc.sql(
                        """
                        update takedown.report set state = :state, settled_by = :by, settled_at = :now, settlement = :why
                         where id = :id
                        """)
                .param("state", state.name())
                .param("by", by)
                .param("now", utc(now))
                .param("why", why)
                .param("id", reportId)
                .update();
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static @Nullable UUID uuid(@Nullable String cursor) {
        try {
            return cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}
