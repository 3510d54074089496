package org.coursewarecommons.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The authorisation matrix: {@code src/test/resources/authorization.csv}, a row for each operation and state, a column
 * for each persona. A cell is a status, several with {@code |}, or {@code in}: the caller was let in, and the answer is
 * about what they asked (done, or a fault in the body, the state or the precondition).
 */
final class Matrix {

    static final Path FILE = Path.of("src", "test", "resources", "authorization.csv");

    private static final String IN = "in";
    private static final List<Integer> LET_IN = List.of(400, 409, 410, 412, 413, 415, 416, 422, 428);

    private Matrix() {}

    /**
     * @param state one that {@link Fixtures} makes
     * @param body sent instead of the contract's example, where that would do harm or be refused before any right is
     *     asked; empty for the example
     */
    record Row(String operation, String state, String body, Map<Persona, String> expected) {

        String name() {
            return operation + (state.equals("none") ? "" : " [" + state + "]");
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static boolean agrees(String cell, int status) {
        for (String choice : cell.split("\\|")) {
            if (choice.equals(IN) ? isIn(status) : choice.equals(String.valueOf(status))) {
                return true;
            }
        }
        return false;
    }

    /** What a cell would say of a status that was seen. */
    static String cell(int status) {
        return isIn(status) ? IN : String.valueOf(status);
    }

    private static boolean isIn(int status) {
        return status < 400 || LET_IN.contains(status);
    }

    static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(
                FILE,
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            for (CSVRecord row : parser) {
                Map<Persona, String> expected = new EnumMap<>(Persona.class);
                for (Persona persona : Persona.values()) {
                    expected.put(persona, row.get(persona.column()));
                }
                rows.add(new Row(row.get("operation"), row.get("state"), row.get("body"), expected));
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void write(List<Row> rows) {
        List<String> header = new ArrayList<>(List.of("operation", "state", "body"));
        for (Persona persona : Persona.values()) {
            header.add(persona.column());
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(header.toArray(String[]::new))
                .setRecordSeparator("\n")
                .get();
        try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(FILE), format)) {
            for (Row row : rows) {
                List<String> cells = new ArrayList<>(List.of(row.operation(), row.state(), row.body()));
                cells.addAll(new LinkedHashMap<>(row.expected()).values());
                printer.printRecord(cells);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
