package org.coursewarecommons.shared;

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
 * take it for GBK otherwise. With a note, the last column holds it in the first row: the sentence that says what the numbers
 * measure; a report without rows has one empty row for it.
 */
public final class CsvTable {

    private static final String MARK = "\uFEFF";
    /** A spreadsheet would run such a text as a formula. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");

    private final String name;
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private @Nullable String note;

    /** A table of that name, without extension; a download is saved under it. */
    public CsvTable(String name, List<String> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    /** One value a column; null is an empty cell. */
    public CsvTable row(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value instanceof String text && FORMULA.matcher(text).matches() ? "'" + text : value);
        }
        rows.add(row);
        return this;
    }

    /** The sentence without which the numbers must not be read. */
    public CsvTable note(String sentence) {
        note = sentence;
        return this;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(MARK);
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            List<Object> header = new ArrayList<>(columns);
            if (note != null) {
                header.add("note");
            }
            csv.printRecord(header);
            if (rows.isEmpty() && note != null) {
                row(new Object[columns.size()]);
            }
            for (int i = 0; i < rows.size(); i++) {
                List<@Nullable Object> row = new ArrayList<>(rows.get(i));
                if (note != null) {
                    row.add(i == 0 ? note : null);
                }
                csv.printRecord(row);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
