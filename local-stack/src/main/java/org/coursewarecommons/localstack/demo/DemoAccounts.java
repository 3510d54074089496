package org.coursewarecommons.localstack.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.coursewarecommons.localstack.demo.DemoDescription.DemoAccount;
import org.coursewarecommons.localstack.issuer.Account;
import org.coursewarecommons.localstack.issuer.Accounts;

/** The accounts worth naming, out of the many: one per role, the reviewers of primary mathematics, an aided rural teacher, the clients. */
final class DemoAccounts {

    private static final List<String> ROLES = List.of(
            "CONTRIBUTOR",
            "EXPERT",
            "TEACHER_REVIEWER",
            "TECHNICIAN",
            "REVIEW_COORDINATOR",
            "SCHOOL_ADMIN",
            "COLLECTIVE_STEWARD",
            "TOWN_COORDINATOR",
            "DISTRICT_STEWARD",
            "COMMITTEE",
            "APPEAL_PANEL",
            "AUDITOR");
    private static final String SUBJECT = "SX";
    private static final String STAGE = "PRIMARY";

    private final Map<String, DemoAccount> chosen = new LinkedHashMap<>();
    private final Accounts accounts;

    private DemoAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    static List<DemoAccount> choose(Path seeds, LocalDate today) throws IOException {
        DemoAccounts choice = new DemoAccounts(Accounts.read(seeds, today));
        for (String role : ROLES) {
            // The first contributor that is nothing else; people with more roles are listed for those.
            choice.addFirst(account -> account.roles().contains(role)
                    && (!role.equals("CONTRIBUTOR") || account.roles().size() == 1));
        }
        Path folder = seeds.resolve("organisations");
        for (CSVRecord row : Accounts.rows(folder.resolve("appointments.csv"))) {
            if (Set.of("EXPERT", "TEACHER_REVIEWER").contains(row.get("role"))
                    && covers(row, "subjects", SUBJECT)
                    && covers(row, "stages", STAGE)
                    && Accounts.isCurrent(row, today)) {
                choice.addFirst(account -> account.username().equals(row.get("person_code")));
            }
        }
        Set<String> aided = Accounts.rows(folder.resolve("pairings.csv")).stream()
                .map(row -> row.get("aided_school"))
                .collect(Collectors.toSet());
        Set<String> ruralAided = Accounts.rows(folder.resolve("schools.csv")).stream()
                .filter(row -> row.get("cls").equals("RURAL") && aided.contains(row.get("code")))
                .map(row -> row.get("code"))
                .collect(Collectors.toSet());
        choice.addFirst(
                account -> account.roles().equals(List.of("CONTRIBUTOR")) && ruralAided.contains(account.schoolCode()));
        choice.accounts.all().stream()
                .filter(account -> account.roles().contains("SCHOOL_CLIENT"))
                .forEach(choice::add);
        return new ArrayList<>(choice.chosen.values());
    }

    private void addFirst(Predicate<Account> wanted) {
        accounts.all().stream().filter(wanted).findFirst().ifPresent(this::add);
    }

    private void add(Account account) {
        chosen.putIfAbsent(
                account.username(),
                new DemoAccount(account.username(), account.roles(), account.schoolCode(), account.name()));
    }

    private static boolean covers(CSVRecord row, String column, String wanted) {
        String values = row.get(column);
        return values.equals("*") || List.of(values.split("\\|")).contains(wanted);
    }
}
