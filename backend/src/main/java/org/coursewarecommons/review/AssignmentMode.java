package org.coursewarecommons.review;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether sheets are offered with a recommendation, or given at once to whom the rules pick. */
@Repository
class AssignmentMode {

    private final Mode configured;
    private final JdbcClient jdbc;
    private final DomainClock clock;

    AssignmentMode(
            @Value("${courseware.review.assignment:offer}") String configured, JdbcClient jdbc, DomainClock clock) {
        this.configured = Mode.valueOf(configured.toUpperCase(Locale.ROOT));
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How a sheet finds its reviewer. */
    enum Mode {
        /** Open to all whom the rules let take it; one of them is recommended. */
        OFFER,
        /** Held by whom the rules pick, from the start; open to all when that person gives it back. */
        ASSIGN
    }

    /** @param revision 0 as long as the configuration holds */
    record Setting(Mode mode, long revision) {}

    Setting get() {
        return jdbc.sql("select mode, revision from review.assignment_mode")
                .query((row, number) -> new Setting(Mode.valueOf(row.getString("mode")), row.getLong("revision")))
                .optional()
                .orElse(new Setting(configured, 0));
    }

    /** @return false when somebody was quicker */
    boolean set(Mode mode, UUID byId, long revision) {
        return jdbc.sql(
                                """
                        insert into review.assignment_mode as m (mode, changed_by, changed_at)
                        select :mode, :byId, :now
                         where :revision = 0 or exists (select 1 from review.assignment_mode)
                        on conflict (only_row) do update
                           set mode = excluded.mode, changed_by = excluded.changed_by,
                               changed_at = excluded.changed_at, revision = m.revision + 1
                         where m.revision = :revision
                        """)
                        .param("mode", mode.name())
                        .param("byId", byId)
                        .param("now", clock.now().atOffset(ZoneOffset.UTC))
                        .param("revision", revision)
                        .update()
                == 1;
    }
}
