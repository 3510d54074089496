package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.DeserializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The seeds as the journey needs them: the plan, the files, and who may be asked to review. */
public final class Seeds {

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Path folder;
    private final List<CSVRecord> appointments;
    private final Map<String, CSVRecord> persons;
    private final Map<String, CSVRecord> clients;

    /** @throws UncheckedIOException when a file is missing or broken */
    public Seeds(Path folder) {
        this.folder = folder;
        this.appointments = rows("appointments.csv");
        this.persons = byKey("persons.csv", "code");
        this.clients = byKey("clients.csv", "client_id");
    }

    JourneyPlan plan() {
        try {
            return Answer.JSON
                    .readerFor(JourneyPlan.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(folder.resolve("courseware/journey.json").toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Path courseware(String name) {
        return folder.resolve("courseware").resolve(name);
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(courseware(name));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The secret of a school's client. */
    public String clientSecret(String client) {
        return row(clients, client).get("secret");
    }

    /** The school's code; empty for staff of the district. */
    public String schoolOf(String person) {
        return row(persons, person).get("school_code");
    }

    /** Who is appointed to a role and covers subject and stage; those for all file formats first. */
    public List<String> appointed(String role, String subject, String stage) {
        return appointments.stream()
                .filter(row -> row.get("role").equals(role))
                .filter(row -> covers(row.get("subjects"), subject) && covers(row.get("stages"), stage))
                .sorted((one, other) -> Boolean.compare(
                        !one.get("formats").equals("*"), !other.get("formats").equals("*")))
                .map(row -> row.get("person_code"))
                .toList();
    }

    private static boolean covers(String values, String wanted) {
        return values.equals("*") || Arrays.asList(values.split("\\|")).contains(wanted);
    }

    private static CSVRecord row(Map<String, CSVRecord> rows, String key) {
        CSVRecord row = rows.get(key);
        if (row == null) {
            throw new IllegalArgumentException("not in the seeds: " + key);
        }
        return row;
    }

    private Map<String, CSVRecord> byKey(String file, String key) {
        return rows(file).stream().collect(Collectors.toMap(row -> row.get(key), Function.identity()));
    }

    private List<CSVRecord> rows(String file) {
        try (var reader =
                        Files.newBufferedReader(folder.resolve("organisations").resolve(file));
                var parser = CSV.parse(reader)) {
            return parser.getRecords();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
