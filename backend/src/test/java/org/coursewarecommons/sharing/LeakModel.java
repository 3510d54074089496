package org.coursewarecommons.sharing;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope.Level;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may see what, worked out by nothing of the application. */
final class LeakModel {

    static final String CITY = "client-city";

    final Map<UUID, Item> items = new LinkedHashMap<>();
    /** Schools by collective, as the test itself set them up. */
    final Map<UUID, Set<String>> members = new LinkedHashMap<>();

    private final JdbcClient jdbc;

    LeakModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param open collectives that the item was opened to when its scope was given */
    record Item(String school, Level level, Set<UUID> open, boolean published) {}

    Set<UUID> visible(String school) {
        Set<UUID> may = new HashSet<>();
        items.forEach((id, item) -> {
            boolean open = item.published()
                    && switch (item.level()) {
                        case PUBLIC -> true;
                        case DISTRICT -> !school.equals(CITY);
                        case COLLECTIVE ->
                            item.school().equals(school)
                                    || item.open().stream().anyMatch(one -> members.getOrDefault(one, seeded(one))
                                            .contains(school));
                        case SCHOOL -> item.school().equals(school);
                    };
            if (open) {
                may.add(id);
            }
        });
        return may;
    }

    /** The schools of a collective that came with the seeds. */
    private Set<String> seeded(UUID collective) {
        return new HashSet<>(jdbc.sql(
                        """
                        select u.code from organisation.membership m join organisation.unit u on u.id = m.school_id
                         where m.collective_id = :id and m.valid_from <= cast(now() at time zone 'Asia/Shanghai' as date)
                           and (m.valid_until is null or m.valid_until > cast(now() at time zone 'Asia/Shanghai' as date))
                        """)
                .param("id", collective)
                .query(String.class)
                .list());
    }
}
