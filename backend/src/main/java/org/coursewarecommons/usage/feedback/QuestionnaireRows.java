package org.coursewarecommons.usage.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Questionnaires, class codes and answers as rows. */
@Repository
class QuestionnaireRows {

    private static final String COLUMNS =
            "id, title, audience, anonymous, items::text, target_kind, target_id, opens_at, closes_at, created_by";

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    QuestionnaireRows(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** A class code. @param used how many have answered with it */
    record Link(
            String code,
            UUID questionnaireId,
            UUID teacherId,
            @Nullable UUID schoolId,
            String label,
            int most,
            int used) {}

    /** How many in an area gave an answer. @param area empty when unknown */
    record Tally(String area, String item, String answer, int count) {}

    /** @param salt with which a person's mark is made */
    void insert(Questionnaire it, byte[] salt, Instant now) {
        jdbc.sql(
                        """
                        insert into usage.questionnaire (id, title, audience, anonymous, items, target_kind, target_id,
                               opens_at, closes_at, created_by, created_at, salt)
                        values (:id, :title, :audience, :anonymous, cast(:items as jsonb), :kind, :target,
                               :opensAt, :closesAt, :createdBy, :now, :salt)
                        """)
                .param("id", it.id())
                .param("title", it.title())
                .param("audience", it.audience().name())
                .param("anonymous", it.anonymous())
                .param("items", json(it.items()))
                .param("kind", it.targetKind().name())
                .param("target", it.targetId())
                .param("opensAt", utc(it.opensAt()))
                .param("closesAt", utc(it.closesAt()))
                .param("createdBy", it.createdBy())
                .param("now", utc(now))
                .param("salt", salt)
                .update();
    }

    Optional<Questionnaire> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from usage.questionnaire where id = :id")
                .param("id", id)
                .query(this::questionnaire)
                .optional();
    }

    /** Newest first. @param open only those that can be answered now */
    List<Questionnaire> page(boolean open, Instant now, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + """
                         from usage.questionnaire
                         where (not :open or opens_at <= :now and closes_at > :now)
                           and (cast(:after as uuid) is null or id < :after)
                         order by id desc limit :limit
                        """)
                .param("open", open)
                .param("now", utc(now))
                .param("after", after)
                .param("limit", limit)
                .query(this::questionnaire)
                .list();
    }

    long count(boolean open, Instant now) {
        return jdbc.sql(
                        """
                        select count(*) from usage.questionnaire
                         where not :open or opens_at <= :now and closes_at > :now
                        """)
                .param("open", open)
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    /** Empty once it was forgotten. */
    Optional<byte[]> salt(UUID id) {
        return jdbc.sql("select salt from usage.questionnaire where id = :id and salt is not null")
                .param("id", id)
                .query(byte[].class)
                .optional();
    }

    /** Of closed questionnaires nobody has to be told apart any more. */
    void forgetWhoAnswered(Instant now) {
        jdbc.sql(
                        """
                        with closed as (update usage.questionnaire set salt = null
                                         where closes_at <= :now and salt is not null returning id)
                        delete from usage.questionnaire_answered a using closed c where a.questionnaire_id = c.id
                        """)
                .param("now", utc(now))
                .update();
    }

    /** @return false when this person has answered before */
    boolean mark(UUID questionnaireId, byte[] personMark) {
        return jdbc.sql(
                                """
                                insert into usage.questionnaire_answered (questionnaire_id, person_mark)
                                values (:id, :mark) on conflict do nothing
                                """)
                        .param("id", questionnaireId)
                        .param("mark", personMark)
                        .update()
                == 1;
    }

    void insert(
            UUID questionnaireId,
            @Nullable UUID personId,
            @Nullable String area,
            Map<String, String> answers,
            LocalDate day) {
        jdbc.sql(
                        """
                        insert into usage.questionnaire_response
                               (questionnaire_id, person_id, area, answers, answered_on)
                        values (:id, :person, :area, cast(:answers as jsonb), :day)
                        """)
                .param("id", questionnaireId)
                .param("person", personId)
                .param("area", area)
                .param("answers", json(answers))
                .param("day", day)
                .update();
    }

    void insert(Link link, Instant now) {
        jdbc.sql(
                        """
                        insert into usage.questionnaire_link
                               (code, questionnaire_id, teacher_id, school_id, label, most, created_at)
                        values (:code, :id, :teacher, :school, :label, :most, :now)
                        """)
                .param("code", link.code())
                .param("id", link.questionnaireId())
                .param("teacher", link.teacherId())
                .param("school", link.schoolId())
                .param("label", link.label())
                .param("most", link.most())
                .param("now", utc(now))
                .update();
    }

    Optional<Link> link(String code) {
        return jdbc.sql(
                        """
                        select code, questionnaire_id, teacher_id, school_id, label, most, used
                          from usage.questionnaire_link where code = :code
                        """)
                .param("code", code)
                .query(Link.class)
                .optional();
    }

    /** @return false when as many have answered as may */
    boolean use(String code) {
        return jdbc.sql("update usage.questionnaire_link set used = used + 1 where code = :code and used < most")
                        .param("code", code)
                        .update()
                == 1;
    }

    /** How many answered in each area; an unknown area is empty. */
    Map<String, Integer> answered(UUID questionnaireId) {
        return jdbc
                .sql(
                        """
                        select coalesce(area, '') as area, '' as item, '' as answer, count(*) as count
                          from usage.questionnaire_response where questionnaire_id = :id group by 1
                        """)
                .param("id", questionnaireId)
                .query(Tally.class)
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Tally::area, Tally::count));
    }

    /** The texts among the answers too, each as one of its own. */
    List<Tally> tallies(UUID questionnaireId) {
        return jdbc.sql(
                        """
                        select coalesce(r.area, '') as area, a.key as item, a.value as answer, count(*) as count
                          from usage.questionnaire_response r, jsonb_each_text(r.answers) a
                         where r.questionnaire_id = :id group by 1, 2, 3 order by 1, 2, 3
                        """)
                .param("id", questionnaireId)
                .query(Tally.class)
                .list();
    }

    private Questionnaire questionnaire(ResultSet row, int number) throws SQLException {
        return new Questionnaire(
                row.getObject("id", UUID.class),
                row.getString("title"),
                Questionnaire.Audience.valueOf(row.getString("audience")),
                row.getBoolean("anonymous"),
                items(row.getString("items")),
                Questionnaire.Target.valueOf(row.getString("target_kind")),
                row.getObject("target_id", UUID.class),
                row.getObject("opens_at", OffsetDateTime.class).toInstant(),
                row.getObject("closes_at", OffsetDateTime.class).toInstant(),
                row.getObject("created_by", UUID.class));
    }

    private List<Questionnaire.Item> items(String json) {
        try {
            return mapper.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored questions can't be read", broken);
        }
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
