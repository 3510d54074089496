package org.coursewarecommons.reporting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A report as a table: RFC 4180, UTF-8 with a byte order mark, because the spreadsheets that open it by a double click
 * take it for GBK otherwise. The last column holds, in the first row, the sentence that says what the numbers measure; a report without
 * rows has one empty row for it.
 */
final class CsvTable {

    private static final String MARK = "\uFEFF";
    /** A spreadsheet would run such a text as a formula. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");

    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    CsvTable(String... columns) {
        this.columns = List.of(columns);
    }

    /** One value a column; null is an empty cell. */
    CsvTable row(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value instanceof String text && FORMULA.matcher(text).matches() ? "'" + text : value);
        }
        rows.add(row);
        return this;
    }

    byte[] bytes(String note) {
        StringBuilder text = new StringBuilder(MARK);
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            List<Object> header = new ArrayList<>(columns);
            header.add("note");
            csv.printRecord(header);
            if (rows.isEmpty()) {
                row(new Object[columns.size()]);
            }
            for (int i = 0; i < rows.size(); i++) {
                List<@Nullable Object> row = new ArrayList<>(rows.get(i));
                row.add(i == 0 ? note : null);
                csv.printRecord(row);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
