package org.coursewarecommons.platform;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.coursewarecommons.shared.SeedFiles;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the working-day calendar as the table says. The seeds fill the table; a district goes on from there every year,
 * when the holidays are announced.
 */
@Component
class CalendarLoad implements SmartInitializingSingleton {

    private final SeedFiles seeds;
    private final JdbcClient jdbc;
    private final WorkingDays days;

    CalendarLoad(SeedFiles seeds, JdbcClient jdbc, WorkingDays days) {
        this.seeds = seeds;
        this.jdbc = jdbc;
        this.days = days;
    }

    @Override
    public void afterSingletonsInstantiated() {
        seeds.read("calendar/days.csv", "1", this::load);
        refresh();
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void refresh() {
        days.replace(of("OFF"), of("WORK"));
    }

    private void load(List<CSVRecord> records) {
        for (CSVRecord row : records) {
            jdbc.sql(
                            """
                            insert into shared.calendar_day (day, kind, name_zh, name_en)
                            values (cast(:day as date), :kind, :zh, :en)
                            on conflict (day) do update
                               set kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en
                            """)
                    .param("day", row.get("day"))
                    .param("kind", row.get("kind"))
                    .param("zh", row.get("name_zh"))
                    .param("en", row.get("name_en"))
                    .update();
        }
    }

    private Set<LocalDate> of(String kind) {
        return Set.copyOf(jdbc.sql("select day from shared.calendar_day where kind = :kind")
                .param("kind", kind)
                .query(LocalDate.class)
                .list());
    }
}
