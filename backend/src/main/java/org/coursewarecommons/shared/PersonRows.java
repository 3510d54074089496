package org.coursewarecommons.shared;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How modules answer {@link PersonalData}: statements about one person, {@code :id}. */
public final class PersonRows {

    private PersonRows() {}

    /** @param queries section → what is selected from where, without a limit */
    public static Map<String, List<Map<String, Object>>> read(
            JdbcClient jdbc, UUID personId, Map<String, String> queries) {
        Map<String, List<Map<String, Object>>> sections = new TreeMap<>();
        queries.forEach((section, query) -> sections.put(
                section,
                jdbc.sql(query + " limit " + PersonalData.MOST)
                        .param("id", personId)
                        .query()
                        .listOfRows()));
        return sections;
    }

    /** @param queries kind → a count */
    public static Map<String, Long> count(JdbcClient jdbc, UUID personId, Map<String, String> queries) {
        Map<String, Long> counts = new TreeMap<>();
        queries.forEach((kind, query) -> {
            long count = jdbc.sql(query).param("id", personId).query(Long.class).single();
            if (count > 0) {
                counts.put(kind, count);
            }
        });
        return counts;
    }

    public static void change(JdbcClient jdbc, UUID personId, List<String> statements) {
        statements.forEach(
                statement -> jdbc.sql(statement).param("id", personId).update());
    }
}
