package org.coursewarecommons.localstack.issuer;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The accounts of the demo, read from the seeds: columns are found by their names, so the seeds may have more of them. */
public final class Accounts {

    private static final String SCHOOL_CLIENT = "SCHOOL_CLIENT";

    private final Map<String, Account> byUsername = new LinkedHashMap<>();
    private final List<SchoolClient> clients = new ArrayList<>();

    private Accounts() {}

    /**
     * Reads {@code persons.csv}, {@code appointments.csv} and {@code clients.csv}; a missing file counts as empty.
     *
     * @param seeds the folder above {@code organisations}; null: no accounts
     */
    public static Accounts read(@Nullable Path seeds, LocalDate today) throws IOException {
        Accounts accounts = new Accounts();
        if (seeds == null) {
            return accounts;
        }
        Path folder = seeds.resolve("organisations");
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        for (CSVRecord row : rows(folder.resolve("appointments.csv"))) {
            if (isCurrent(row, today)) {
                roles.computeIfAbsent(row.get("person_code"), code -> new LinkedHashSet<>())
                        .add(row.get("role"));
            }
        }
        for (CSVRecord row : rows(folder.resolve("persons.csv"))) {
            String code = row.get("code");
            Set<String> all = new LinkedHashSet<>(Set.of("CONTRIBUTOR"));
            all.addAll(roles.getOrDefault(code, Set.of()));
            accounts.add(new Account(code, row.get("name"), List.copyOf(all), value(row, "school_code")));
        }
        for (CSVRecord row : rows(folder.resolve("clients.csv"))) {
            SchoolClient client = new SchoolClient(
                    row.get("client_id"), row.get("secret"), row.get("name"), value(row, "school_code"));
            accounts.clients.add(client);
            accounts.add(new Account(client.clientId(), client.name(), List.of(SCHOOL_CLIENT), client.schoolCode()));
        }
        return accounts;
    }

    /** Rows of a CSV file with a header line; none when there is no such file. */
    public static List<CSVRecord> rows(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        try (Reader content = Files.newBufferedReader(file)) {
            return format.parse(content).getRecords();
        }
    }

    /** A column's value; empty when the file has no such column. */
    public static String value(CSVRecord row, String column) {
        return row.isSet(column) ? row.get(column) : "";
    }

    /** Whether an appointment holds on a day: {@code from} is its first day, {@code until} the first one after it. */
    public static boolean isCurrent(CSVRecord row, LocalDate day) {
        String from = value(row, "from");
        String until = value(row, "until");
        return (from.isEmpty() || !LocalDate.parse(from).isAfter(day))
                && (until.isEmpty() || LocalDate.parse(until).isAfter(day));
    }

    private void add(Account account) {
        byUsername.put(account.username(), account);
    }

    /** One account. */
    public Optional<Account> find(String username) {
        return Optional.ofNullable(byUsername.get(username));
    }

    /** All of them, in the order of the seeds. */
    public List<Account> all() {
        return List.copyOf(byUsername.values());
    }

    List<SchoolClient> clients() {
        return List.copyOf(clients);
    }
}
