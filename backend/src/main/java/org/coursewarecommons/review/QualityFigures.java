package org.coursewarecommons.review;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How reviewers score, counted from what they handed in. Only first sheets count: one that was revised after a look at
 * the other's says nothing about the reviewer's own measure. A sheet is compared with the median of all sheets of its
 * role at the same level and round, if there are at least two.
 */
@Repository
class QualityFigures {

    /** Deviation over fewer compared reviews than this is no reason for anything. */
    static final int REVIEWS = 20;

    private static final String UNITS =
            """
            with unit as (
                select u.submission_id, u.round, u.level, u.form, count(*) as sheets, bool_or(u.third) as settled,
                       percentile_cont(0.5) within group (order by u.form_score) as median
                  from review.score_sheet u
                 where u.form = :form and u.based_on_task_id is null
                   and u.submission_id in (select submission_id from review.score_sheet
                                            where form = :form and decided_at >= :from and decided_at < :until)
                 group by u.submission_id, u.round, u.level, u.form)
            """;

    private static final String SHEETS =
            """
              from review.score_sheet s
              join unit u on u.submission_id = s.submission_id and u.round = s.round and u.level = s.level
             where s.form = :form and s.based_on_task_id is null
               and s.decided_at >= :from and s.decided_at < :until
            """;

    private final JdbcClient jdbc;

    QualityFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param reviews first sheets
     * @param compared of them, those with another of the same role
     * @param deviation mean of form score less median, points of 100; null without a compared one
     * @param absolute mean of its amount
     * @param pairs compared sheets that were not themselves a third one
     * @param thirds of them, those after which a third reviewer was called
     * @param timed sheets with a date that nobody else had missed before, and lapses
     * @param onTime of them, those in time
     */
    record Figures(
            int reviews,
            int compared,
            @Nullable Double deviation,
            @Nullable Double absolute,
            int pairs,
            int thirds,
            int timed,
            int onTime) {

        static final Figures NONE = new Figures(0, 0, null, null, 0, 0, 0, 0);

        Figures withLapses(int lapses) {
            return new Figures(reviews, compared, deviation, absolute, pairs, thirds, timed + lapses, onTime);
        }
    }

    /** @param sheets that were answered @param deviation mean of form score less reference, points of 100 */
    record Calibrated(int sheets, double deviation, double absolute) {}

    /** By reviewer. @param personId null for everybody who handed in a sheet */
    Map<UUID, Figures> ofReviewers(String form, ReviewTerm term, @Nullable UUID personId) {
        Map<UUID, Figures> figures = new HashMap<>();
        bound(
                        UNITS
                                + """
                        select s.reviewer_id, count(*) as reviews, count(*) filter (where u.sheets > 1) as compared,
                               avg(s.form_score - u.median) filter (where u.sheets > 1) as deviation,
                               avg(abs(s.form_score - u.median)) filter (where u.sheets > 1) as absolute,
                               count(*) filter (where u.sheets > 1 and not s.third) as pairs,
                               count(*) filter (where u.settled and not s.third) as thirds,
                               count(*) filter (where s.due is not null and l.task_id is null) as timed,
                               count(*) filter (where s.due >= s.decided_at and l.task_id is null) as on_time
                        """
                                + SHEETS.replace(
                                        " where s.form",
                                        " left join (select distinct task_id from review.lapse) l"
                                                + " on l.task_id = s.task_id where s.form")
                                + """
                           and (cast(:personId as uuid) is null or s.reviewer_id = :personId)
                         group by s.reviewer_id
                        """,
                        form,
                        term)
                .param("personId", personId)
                .query((RowCallbackHandler) row -> figures.put(
                        row.getObject("reviewer_id", UUID.class),
                        new Figures(
                                row.getInt("reviews"),
                                row.getInt("compared"),
                                row.getObject("deviation", Double.class),
                                row.getObject("absolute", Double.class),
                                row.getInt("pairs"),
                                row.getInt("thirds"),
                                row.getInt("timed"),
                                row.getInt("on_time"))));
        bound(
                        """
                        select person_id, count(*) as lapses from review.lapse
                         where form = :form and at >= :from and at < :until
                           and (cast(:personId as uuid) is null or person_id = :personId)
                         group by person_id
                        """,
                        form,
                        term)
                .param("personId", personId)
                .query((RowCallbackHandler) row -> figures.put(
                        row.getObject("person_id", UUID.class),
                        figures.getOrDefault(row.getObject("person_id", UUID.class), Figures.NONE)
                                .withLapses(row.getInt("lapses"))));
        return figures;
    }

    /** By reviewer: the mean amount of deviation over the last {@link #REVIEWS} compared reviews; only those who have so many. */
    Map<UUID, Double> lastDeviations(String form, Collection<UUID> personIds) {
        Map<UUID, Double> deviations = new HashMap<>();
        if (personIds.isEmpty()) {
            return deviations;
        }
        jdbc.sql(
                        """
                        with own as (
                            select s.reviewer_id, s.submission_id, s.round, s.level, s.form_score, s.decided_at, s.task_id
                              from review.score_sheet s
                             where s.form = :form and s.based_on_task_id is null and s.reviewer_id in (:ids)),
                        compared as (
                            select o.reviewer_id, abs(o.form_score - m.median) as amount,
                                   row_number() over (partition by o.reviewer_id
                                                      order by o.decided_at desc, o.task_id) as place
                              from own o
                              join lateral (
                                  select percentile_cont(0.5) within group (order by u.form_score) as median,
                                         count(*) as sheets
                                    from review.score_sheet u
                                   where u.submission_id = o.submission_id and u.round = o.round
                                     and u.level = o.level and u.form = :form and u.based_on_task_id is null) m
                                on m.sheets > 1)
                        select reviewer_id, avg(amount) as amount from compared where place <= :most
                         group by reviewer_id having count(*) = :most
                        """)
                .param("form", form)
                .param("ids", personIds)
                .param("most", REVIEWS)
                .query((RowCallbackHandler)
                        row -> deviations.put(row.getObject("reviewer_id", UUID.class), row.getDouble("amount")));
        return deviations;
    }

    /** By reviewer: how far their calibration sheets lie from the known answers. */
    Map<UUID, Calibrated> calibrated(String form, ReviewTerm term, @Nullable UUID personId) {
        Map<UUID, Calibrated> figures = new HashMap<>();
        bound(
                        """
                        select s.reviewer_id, count(*) as sheets, avg(s.form_score - c.reference_score) as deviation,
                               avg(abs(s.form_score - c.reference_score)) as absolute
                          from review.calibration_sheet s join review.calibration c on c.id = s.calibration_id
                         where c.form = :form and s.decided_at >= :from and s.decided_at < :until
                           and (cast(:personId as uuid) is null or s.reviewer_id = :personId)
                         group by s.reviewer_id
                        """,
                        form,
                        term)
                .param("personId", personId)
                .query((RowCallbackHandler) row -> figures.put(
                        row.getObject("reviewer_id", UUID.class),
                        new Calibrated(row.getInt("sheets"), row.getDouble("deviation"), row.getDouble("absolute"))));
        return figures;
    }

    /** The form scores of each unit that at least two reviewers of the role scored. */
    Collection<List<Double>> units(String form, ReviewTerm term) {
        return bound(
                        UNITS
                                + "select array_agg(s.form_score::float8 order by s.decided_at) as scores "
                                + SHEETS
                                + " and u.sheets > 1 group by s.submission_id, s.round, s.level",
                        form,
                        term)
                .query((row, number) ->
                        List.of((Double[]) row.getArray("scores").getArray()))
                .list();
    }

    private JdbcClient.StatementSpec bound(String sql, String form, ReviewTerm term) {
        return jdbc.sql(sql)
                .param("form", form)
                .param("from", term.from().atOffset(ZoneOffset.UTC))
                .param("until", term.until().atOffset(ZoneOffset.UTC));
    }
}
