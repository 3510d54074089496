package org.coursewarecommons.search;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which index the feed writes to, as the database has it. */
@Component
class LiveIndex {

    private final JdbcClient jdbc;
    private final SearchProperties properties;

    LiveIndex(JdbcClient jdbc, SearchProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** @param generation grows with every switch */
    record Live(long generation, String name) {}

    private record Row(long generation, @Nullable String name) {}

    Live current() {
        Row row = jdbc.sql("select generation, name from search.live_index")
                .query(Row.class)
                .single();
        return new Live(row.generation(), row.name() == null ? name(row.generation()) : row.name());
    }

    /** The name of a generation's index. */
    String name(long generation) {
        return String.format(Locale.ROOT, "%s-v1-%06d", properties.alias(), generation);
    }
}
