package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.coursewarecommons.shared.SeedFiles;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A few rows, filled from {@code calendar/terms.csv}; a district goes on from there every year. */
@Repository
class StoredTerms implements Terms, SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final SeedFiles seeds;
    private final Today today;

    StoredTerms(JdbcClient jdbc, SeedFiles seeds, Today today) {
        this.jdbc = jdbc;
        this.seeds = seeds;
        this.today = today;
    }

    @Override
    public void afterSingletonsInstantiated() {
        seeds.read("calendar/terms.csv", "1", records -> records.forEach(this::load));
    }

    @Override
    public List<Term> all() {
        return jdbc.sql(
                        """
                        select code, first_day, last_day, teaching_weeks, exam_weeks, freeze_day
                          from organisation.term order by first_day
                        """)
                .query(Term.class)
                .list();
    }

    @Override
    public Optional<Term> find(String code) {
        return all().stream().filter(term -> term.code().equals(code)).findFirst();
    }

    @Override
    public Optional<Term> current() {
        List<Term> terms = all();
        LocalDate day = today.date();
        return terms.stream()
                .filter(term -> !term.firstDay().isAfter(day))
                .reduce((earlier, later) -> later)
                .or(() -> terms.stream().findFirst());
    }

    @Override
    public Optional<Term> teaching() {
        LocalDate day = today.date();
        return all().stream()
                .filter(term -> !term.lastDay().isBefore(day))
                .findFirst()
                .or(this::current);
    }

    @Override
    public Optional<Term> before(Term term) {
        return all().stream()
                .filter(other -> other.firstDay().isBefore(term.firstDay()))
                .reduce((earlier, later) -> later);
    }

    private void load(CSVRecord row) {
        jdbc.sql(
                        """
                        insert into organisation.term
                               (code, first_day, last_day, teaching_weeks, exam_weeks, freeze_day)
                        values (:code, cast(:first as date), cast(:last as date), cast(:teaching as integer),
                                cast(:exam as integer), cast(:freeze as date))
                        on conflict (code) do update
                           set first_day = excluded.first_day, last_day = excluded.last_day,
                               teaching_weeks = excluded.teaching_weeks, exam_weeks = excluded.exam_weeks,
                               freeze_day = excluded.freeze_day
                        """)
                .param("code", row.get("code"))
                .param("first", row.get("first_day"))
                .param("last", row.get("last_day"))
                .param("teaching", row.get("teaching_weeks"))
                .param("exam", row.get("exam_weeks"))
                .param("freeze", row.get("freeze_day"))
                .update();
    }
}
