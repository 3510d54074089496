package org.coursewarecommons.organisation;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the ids behind the codes by which seed files refer to each other. */
@Component
class SeedCodes {

    private final JdbcClient jdbc;

    SeedCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Entry(String code, UUID id) {}

    Map<String, UUID> units(String kind) {
        return byCode(jdbc.sql("select code, id from organisation.unit where kind = :kind")
                .param("kind", kind));
    }

    Map<String, UUID> units() {
        return byCode(jdbc.sql("select code, id from organisation.unit"));
    }

    Map<String, UUID> persons() {
        return byCode(jdbc.sql("select code, id from organisation.person"));
    }

    /** @throws IllegalStateException naming line, column and code, when the code is missing or unknown */
    static UUID required(Map<String, UUID> ids, CSVRecord record, String column) {
        UUID id = optional(ids, record, column);
        if (id == null) {
            throw new IllegalStateException("record " + record.getRecordNumber() + " needs a " + column);
        }
        return id;
    }

    /** Null only for an empty field: a code that is not known is a fault of the file. */
    static @Nullable UUID optional(Map<String, UUID> ids, CSVRecord record, String column) {
        String code = record.get(column);
        if (code == null) {
            return null;
        }
        UUID id = ids.get(code);
        if (id == null) {
            throw new IllegalStateException(
                    "record " + record.getRecordNumber() + " names the unknown " + column + " " + code);
        }
        return id;
    }

    private static Map<String, UUID> byCode(JdbcClient.StatementSpec statement) {
        return statement.query(Entry.class).list().stream().collect(Collectors.toMap(Entry::code, Entry::id));
    }
}
