package org.coursewarecommons.organisation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The lists that can be read in, with the columns that each must have; the names are those of the seed files. */
enum StructureList {
    TOWNS(1, "code", "name"),
    SCHOOLS(1, "code", "name", "town_code"),
    CLASSES(1, "code", "name", "school_code"),
    COLLECTIVES(1, "code", "kind", "name", "lead_school"),
    MEMBERSHIPS(2, "collective", "school_code", "from", "until"),
    PAIRINGS(2, "lead_school", "aided_school", "collective", "subject", "from", "until");

    private final int keys;
    private final List<String> columns;

    StructureList(int keys, String... columns) {
        this.keys = keys;
        this.columns = List.of(columns);
    }

    List<String> columns() {
        return columns;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By what people know the row. */
    String key(CSVRecord record) {
        return columns.subList(0, keys).stream()
                .map(column -> Optional.ofNullable(value(record, column)).orElse("-"))
                .map(value -> value.length() > 90 ? value.substring(0, 90) : value)
                .collect(Collectors.joining(" "));
    }

    /** Null for an empty or missing field. */
    static @Nullable String value(CSVRecord record, String column) {
        return record.isSet(column) ? record.get(column) : null;
    }
}
