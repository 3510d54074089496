package org.coursewarecommons.usage.feedback;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages and their replies as rows. */
@Repository
class MessageRows {

    private static final String COLUMNS =
            """
            id, topic, resource_id, subject, grade, body, contact, author_id, school_id, state, assignee_id, defect,
            created_at, triage_due, answer_due, done_due, triaged_at, answered_at, closed_at, told_clock, revision
            """;

    /** Whom a list is for and what it is narrowed to; a null narrows nothing. */
    private static final String LISTED =
            """
             where (:staff or author_id = :reader or assignee_id = :reader)
               and (not :mine or author_id = :reader or assignee_id = :reader)
               and (cast(:state as text) is null or state = :state)
               and (cast(:topic as text) is null or topic = :topic)
               and (cast(:resource as uuid) is null or resource_id = :resource)
               and (not :overdue or state <> 'CLOSED' and case state
                        when 'NEW' then triage_due
                        when 'ANSWERED' then done_due
                        when 'REOPENED' then done_due
                        else case when answered_at is null then answer_due else done_due end end < :now)
            """;

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A reply to a message. @param staff whether the library spoke, not the author */
    record Reply(UUID id, UUID authorId, boolean staff, String body, Instant createdAt) {}

    /** @param staff sees all; others what they wrote or were given */
    record Filter(
            UUID reader,
            boolean staff,
            boolean mine,
            Message.@Nullable State state,
            Message.@Nullable Topic topic,
            @Nullable UUID resourceId,
            boolean overdue,
            Instant now) {}

    void insert(Message message) {
        jdbc.sql(
                        """
                        insert into usage.message (id, topic, resource_id, subject, grade, body, contact, author_id,
                               school_id, state, created_at, triage_due, answer_due, done_due)
                        values (:id, :topic, :resource, :subject, :grade, :body, :contact, :author,
                               :school, :state, :createdAt, :triageDue, :answerDue, :doneDue)
                        """)
                .param("id", message.id())
                .param("topic", message.topic().name())
                .param("resource", message.resourceId())
                .param("subject", message.subject())
                .param("grade", message.grade())
                .param("body", message.body())
                .param("contact", message.contact())
                .param("author", message.authorId())
                .param("school", message.schoolId())
                .param("state", message.state().name())
                .param("createdAt", utc(message.createdAt()))
                .param("triageDue", utc(message.triageDue()))
                .param("answerDue", utc(message.answerDue()))
                .param("doneDue", utc(message.doneDue()))
                .update();
    }

    Optional<Message> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from usage.message where id = :id")
                .param("id", id)
                .query(Message.class)
                .optional();
    }

    /** Held until the transaction ends. */
    Optional<Message> locked(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from usage.message where id = :id for update")
                .param("id", id)
                .query(Message.class)
                .optional();
    }

    /** Writes everything that can change. */
    void update(Message message) {
        jdbc.sql(
                        """
                        update usage.message
                           set topic = :topic, state = :state, assignee_id = :assignee, defect = :defect,
                               triaged_at = :triagedAt, answered_at = :answeredAt, closed_at = :closedAt,
                               revision = revision + 1
                         where id = :id
                        """)
                .param("topic", message.topic().name())
                .param("state", message.state().name())
                .param("assignee", message.assigneeId())
                .param("defect", message.defect().name())
                .param("triagedAt", utc(message.triagedAt()))
                .param("answeredAt", utc(message.answeredAt()))
                .param("closedAt", utc(message.closedAt()))
                .param("id", message.id())
                .update();
    }

    /** Newest first, one more than asked for. */
    List<Message> page(Filter filter, PageRequest page) {
        return listed(
                        "select " + COLUMNS + " from usage.message" + LISTED
                                + " and (cast(:after as uuid) is null or id < :after) order by id desc limit :limit",
                        filter)
                .param("after", uuid(page.after(0)))
                .param("limit", page.limit() + 1)
                .query(Message.class)
                .list();
    }

    long count(Filter filter) {
        return listed("select count(*) from usage.message" + LISTED, filter)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec listed(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("staff", filter.staff())
                .param("mine", filter.mine())
                .param("reader", filter.reader())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("topic", filter.topic() == null ? null : filter.topic().name())
                .param("resource", filter.resourceId())
                .param("overdue", filter.overdue())
                .param("now", utc(filter.now()));
    }

    /** From now on the error counts as a defect of the resource. */
    void confirmDefect(UUID messageId, UUID resourceId, Instant now) {
        jdbc.sql(
                        """
                        insert into usage.defect (id, message_id, resource_id, confirmed_at)
                        values (:id, :message, :resource, :now)
                        """)
                .param("id", Ids.next())
                .param("message", messageId)
                .param("resource", resourceId)
                .param("now", utc(now))
                .update();
    }

    /** @param outcome FIXED, or NONE when it was no error after all */
    void endDefect(UUID messageId, Message.Defect outcome, Instant now) {
        jdbc.sql(
                        """
                        update usage.defect set ended_at = :now, outcome = :outcome
                         where message_id = :message and ended_at is null
                        """)
                .param("now", utc(now))
                .param("outcome", outcome.name())
                .param("message", messageId)
                .update();
    }

    void insert(UUID messageId, Reply reply) {
        jdbc.sql(
                        """
                        insert into usage.message_reply (id, message_id, author_id, staff, body, created_at)
                        values (:id, :message, :author, :staff, :body, :createdAt)
                        """)
                .param("id", reply.id())
                .param("message", messageId)
                .param("author", reply.authorId())
                .param("staff", reply.staff())
                .param("body", reply.body())
                .param("createdAt", utc(reply.createdAt()))
                .update();
    }

    /** Oldest first. */
    List<Reply> replies(UUID messageId) {
        return jdbc.sql(
                        """
                        select id, author_id, staff, body, created_at from usage.message_reply
                         where message_id = :id order by id
                        """)
                .param("id", messageId)
                .query(Reply.class)
                .list();
    }

    /** Messages with a clock that has run out and was not told of, oldest first; another process's are left out. */
    List<Message> overdue(Instant now, int most) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + """
                         from usage.message
                         where (told_clock < 1 and state = 'NEW' and triage_due < :now)
                            or (told_clock < 2 and state in ('TRIAGED', 'ASSIGNED') and answered_at is null
                                and answer_due < :now)
                            or (told_clock < 3 and state <> 'CLOSED' and done_due < :now)
                         order by id limit :most for update skip locked
                        """)
                .param("now", utc(now))
                .param("most", most)
                .query(Message.class)
                .list();
    }

    /** The next moment at which a clock runs out that nobody was told of. */
    Optional<Instant> nextDue(Instant now) {
        return jdbc.sql(
                        """
                        select min(due) from (
                            select case when told_clock < 1 and state = 'NEW' then triage_due end as due from usage.message
                             where state <> 'CLOSED'
                            union all
                            select case when told_clock < 2 and state in ('TRIAGED', 'ASSIGNED') and answered_at is null
                                        then answer_due end from usage.message where state <> 'CLOSED'
                            union all
                            select case when told_clock < 3 then done_due end from usage.message where state <> 'CLOSED')
                            as clocks where due > :now
                        """)
                .param("now", utc(now))
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    void told(UUID id, int clock) {
        jdbc.sql("update usage.message set told_clock = :clock where id = :id")
                .param("clock", clock)
                .param("id", id)
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    static @Nullable UUID uuid(@Nullable String cursor) {
        try {
            return cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}
