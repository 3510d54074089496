package org.coursewarecommons.supply;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many commissions are on their way. */
@Repository
class OpenCommissions {

    private final JdbcClient jdbc;

    OpenCommissions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By {@link StoredGaps#key}. */
    Map<String, Long> byCell() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql(
                        """
                        select subject, grade, count(*) as n from supply.commission
                         where state in ('ASKED', 'ACCEPTED') group by subject, grade
                        """)
                .query((RowCallbackHandler) row ->
                        counts.put(StoredGaps.key(row.getString("subject"), row.getString("grade")), row.getLong("n")));
        return counts;
    }
}
