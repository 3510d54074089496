import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that the seeds hold together: every code that is referred to exists, nothing stands twice, and the district
 * has the people and schools it is said to have. Prints every fault and ends with 1 if there is any. Run it from the
 * repository root: {@code java seeds/tools/CheckSeeds.java}.
 */
public final class CheckSeeds {
    private static final Path SEEDS = Path.of("seeds");

    /** How many persons hold each role; two review coordinators stand beside the 773 people of the plan. */
    private static final String PLAN = "DISTRICT_STEWARD:3 COMMITTEE:7 APPEAL_PANEL:5 EXPERT:48 TEACHER_REVIEWER:100"
            + " TECHNICIAN:12 COLLECTIVE_STEWARD:27 TOWN_COORDINATOR:21 SCHOOL_ADMIN:137 AUDITOR:2 REVIEW_COORDINATOR:2";

    private final List<String> faults = new ArrayList<>();
    private final Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();

    private CheckSeeds() {}

    public static void main(String[] args) throws IOException {
        var check = new CheckSeeds();
        check.references();
        check.taxonomy();
        check.chapters();
        check.structure();
        check.persons();
        check.clients();
        check.appointments();
        check.mathsReviewers();
        check.forms();
        check.journey();
        check.faults.forEach(System.err::println);
        System.out.println(check.tables.size() + " tables, " + check.faults.size() + " faults");
        System.exit(check.faults.isEmpty() ? 0 : 1);
    }

    private void references() throws IOException {
        List<String> lines = Files.readAllLines(SEEDS.resolve("tools/references.txt"));
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(":? ");
            for (String reference : List.of(words).subList(1, words.length)) {
                String[] columnAndTarget = reference.split("=");
                refer(words[0], columnAndTarget[0], codes(columnAndTarget[1]));
            }
        }
    }

    private void taxonomy() throws IOException {
        try (Stream<Path> files = Files.list(SEEDS.resolve("taxonomy"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".csv", "");
                List<Map<String, String>> rows = table("taxonomy/" + name);
                if (!Set.of("chapters", "required-fields").contains(name)) {
                    rows.forEach(r -> hold(!r.get("name_zh").isBlank() && !r.get("name_en").isBlank(), "no name: " + r));
                }
                if (!name.equals("required-fields")) {
                    codes("taxonomy/" + name);
                }
            }
        }
        long cells = table("taxonomy/subjects").stream()
                .filter(r -> r.get("coverage").equals("true"))
                .mapToLong(r -> split(r.get("grades")).size())
                .sum();
        count("subject x grade cells", cells, 101);
        count("vetoes", table("taxonomy/veto-codes").size(), 13);
        count("hard vetoes", where("taxonomy/veto-codes", r -> r.get("hard").equals("true")), 6);
    }

    private void chapters() {
        for (Map<String, String> row : table("taxonomy/chapters")) {
            hold(row.get("planned_weeks").matches("S[12]-W\\d\\d/S[12]-W\\d\\d"), "planned weeks: " + row);
            hold(row.get("level").equals("UNIT") == row.get("parent").isEmpty(), "level and parent: " + row);
        }
    }

    private void structure() {
        count("towns", codes("organisations/towns").size(), 23);
        count("schools", codes("organisations/schools").size(), 137);
        table("organisations/schools")
                .forEach(r -> hold(r.get("name").endsWith("(示例)"), "name not marked as a sample: " + r));
        Map.of("URBAN", 25, "TOWN", 43, "RURAL", 69).forEach((area, n) -> count(
                area + " schools", where("organisations/schools", r -> r.get("cls").equals(area)), n));
        Map.of("PRIMARY", 97, "JUNIOR", 28, "NINE", 12).forEach((kind, n) -> count(
                kind + " schools", where("organisations/schools", r -> r.get("kind").equals(kind)), n));
        count("groups", where("organisations/collectives", r -> r.get("kind").equals("GROUP")), 11);
        count("alliances", where("organisations/collectives", r -> r.get("kind").equals("ALLIANCE")), 16);
        count("memberships", unique("organisations/memberships", "school_code"), 137);
        count("pairings", table("organisations/pairings").size(), 78);
        count("lapsed pairings", where("organisations/pairings", r -> !r.get("until").isEmpty()), 3);
        count(
                "pairings with a weak subject",
                where("organisations/pairings", r -> !r.get("subject").isEmpty() && r.get("until").isEmpty()),
                6);
        refer("organisations/pairings", "aided_school", weakSchools());
    }

    private Set<String> weakSchools() {
        return table("organisations/schools").stream()
                .filter(r -> r.get("tier").equals("WEAK"))
                .map(r -> r.get("code"))
                .collect(Collectors.toSet());
    }

    private void persons() {
        count("persons", codes("organisations/persons").size(), 775);
        count("teachers", where("organisations/persons", r -> r.get("code").startsWith("T-")), 411);
        Map<String, String> areas = table("organisations/schools").stream()
                .collect(Collectors.toMap(r -> r.get("code"), r -> r.get("cls")));
        for (Map<String, String> row : table("organisations/persons")) {
            hold(areas.getOrDefault(row.get("school_code"), "").equals(row.get("area")), "area: " + row);
        }
    }

    private void clients() {
        count("clients", unique("organisations/clients", "client_id"), 6);
        count("client secrets", unique("organisations/clients", "secret"), 6);
        table("organisations/clients")
                .forEach(r -> hold(r.get("secret").startsWith("demo-only-"), "secret not marked as demo: " + r));
    }

    private void appointments() {
        String file = "organisations/appointments";
        Set<String> places = new HashSet<>(codes("organisations/district"));
        for (String kind : List.of("towns", "schools", "collectives")) {
            places.addAll(codes("organisations/" + kind));
        }
        refer(file, "org_code", places);
        Map<String, Integer> plan = Arrays.stream(PLAN.split(" "))
                .map(p -> p.split(":"))
                .collect(Collectors.toMap(p -> p[0], p -> Integer.parseInt(p[1])));
        plan.forEach((role, n) -> count(role, holders(r -> r.get("role").equals(role)).size(), n));
        table(file).forEach(r -> hold(plan.containsKey(r.get("role")), "unknown role: " + r));
        table("organisations/persons").stream()
                .filter(r -> r.get("code").matches("[ER]-.*"))
                .forEach(r -> hold(!r.get("school_code").isEmpty(), "a reviewer without a school: " + r));
    }

    private void mathsReviewers() {
        Predicate<Map<String, String>> maths = r -> split(r.get("subjects")).contains("SX")
                && split(r.get("stages")).contains("PRIMARY");
        count("experts of primary mathematics", holders(maths.and(r -> r.get("role").equals("EXPERT"))).size(), 6);
        Set<String> teachers = holders(maths.and(r -> r.get("role").equals("TEACHER_REVIEWER")));
        count("teacher reviewers of primary mathematics", teachers.size(), 8);
        List<Map<String, String>> people = table("organisations/persons").stream()
                .filter(r -> teachers.contains(r.get("code")))
                .toList();
        hold(people.stream().filter(r -> r.get("area").equals("RURAL")).count() >= 2, "too few rural teacher reviewers");
        Set<String> schools = people.stream().map(r -> r.get("school_code")).collect(Collectors.toSet());
        long collectives = table("organisations/schools").stream()
                .filter(r -> schools.contains(r.get("code")))
                .map(r -> r.get("collective"))
                .distinct()
                .count();
        hold(collectives >= 4, "teacher reviewers of only " + collectives + " collectives");
    }

    private void forms() throws IOException {
        Set<String> types = codes("taxonomy/types");
        for (String form : List.of("expert", "teacher", "technician")) {
            String yaml = Files.readString(SEEDS.resolve("rubrics/" + form + ".yaml"));
            int weight = found(yaml, "(?m)^    weight: (\\d+)$").stream().mapToInt(Integer::parseInt).sum();
            count("weights of the form " + form, weight, 100);
            for (String off : found(yaml, "offTypes: \\[(.*)]")) {
                Arrays.stream(off.split(", ")).filter(t -> !t.isEmpty()).forEach(
                        t -> hold(types.contains(t), form + ": unknown type " + t));
            }
        }
        String vetoes = Files.readString(SEEDS.resolve("rubrics/vetoes.yaml"));
        hold(new TreeSet<>(found(vetoes, "code: (V\\d\\d)")).equals(codes("taxonomy/veto-codes")), "vetoes.yaml codes");
    }

    /** The journey is JSON; its codes have shapes of their own, so that patterns find them without a parser. */
    private void journey() throws IOException {
        String json = Files.readString(SEEDS.resolve("courseware/journey.json"));
        known(found(json, "\"([A-Z]+-\\d{4}-[A-Z]+-G\\d\\d-V\\d-U[^\"]*)\""), codes("taxonomy/chapters"));
        known(found(json, "\"(?:author|searcher)\": \"([^\"]+)\""), codes("organisations/persons"));
        known(found(json, "\"client\": \"([^\"]+)\""), values("organisations/clients", "client_id"));
        known(found(json, "\"type\": \"([^\"]+)\""), codes("taxonomy/types"));
        known(found(json, "\"(kcbz:[^\"]+)\""), codes("taxonomy/standards"));
        known(found(json, "\"edition\": \"([^\"]+)\""), codes("taxonomy/editions"));
        known(found(json, "\"licence\": \"([^\"]+)\""), codes("taxonomy/licences"));
        known(found(json, "\"name\": \"[^\"]+\", \"role\": \"([^\"]+)\""), codes("taxonomy/contributor-roles"));
        for (String file : found(json, "\"file\": \"([^\"]+)\"")) {
            hold(Files.exists(SEEDS.resolve("courseware").resolve(file)), "no sample " + file);
        }
    }

    private void known(List<String> used, Set<String> codes) {
        hold(!used.isEmpty(), "nothing found in journey.json where codes of " + codes.size() + " were expected");
        used.forEach(u -> hold(codes.contains(u), "journey.json: unknown " + u));
    }

    private Set<String> holders(Predicate<Map<String, String>> which) {
        return table("organisations/appointments").stream()
                .filter(which)
                .map(r -> r.get("person_code"))
                .collect(Collectors.toSet());
    }

    /** The codes of a table, which must be distinct; most tables call the column "code". */
    private Set<String> codes(String file) {
        String column = table(file).get(0).containsKey("code") ? "code" : "extension";
        unique(file, column);
        return values(file, column);
    }

    private Set<String> values(String file, String column) {
        return table(file).stream().map(r -> r.get(column)).collect(Collectors.toCollection(TreeSet::new));
    }

    private long unique(String file, String column) {
        Set<String> seen = new HashSet<>();
        table(file).forEach(r -> hold(seen.add(r.get(column)), file + " has twice: " + r.get(column)));
        return seen.size();
    }

    private void refer(String file, String column, Set<String> codes) {
        for (Map<String, String> row : table(file)) {
            split(row.get(column)).stream()
                    .filter(c -> !c.equals("*") && !codes.contains(c))
                    .forEach(c -> hold(false, file + "." + column + " refers to unknown " + c));
        }
    }

    private long where(String file, Predicate<Map<String, String>> which) {
        return table(file).stream().filter(which).count();
    }

    private void count(String what, long found, long expected) {
        hold(found == expected, what + ": " + found + " instead of " + expected);
    }

    private void hold(boolean condition, String fault) {
        if (!condition && !faults.contains(fault)) {
            faults.add(fault);
        }
    }

    private static List<String> split(String field) {
        return Arrays.stream(field.split("\\|")).filter(f -> !f.isEmpty()).toList();
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
    }

    private List<Map<String, String>> table(String file) {
        return tables.computeIfAbsent(file, CheckSeeds::read);
    }

    private static List<Map<String, String>> read(String file) {
        try {
            List<String> lines = Files.readAllLines(SEEDS.resolve(file + ".csv"));
            List<String> header = fields(lines.get(0));
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                List<String> fields = fields(line);
                if (fields.size() != header.size()) {
                    throw new IllegalStateException(file + ": " + header.size() + " columns expected: " + line);
                }
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < fields.size(); i++) {
                    row.put(header.get(i), fields.get(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + file, e);
        }
    }

    /** RFC 4180 without line breaks inside a field, which the seeds don't use. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        Matcher m = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))(,|$)").matcher(line);
        while (m.find()) {
            fields.add(m.group(1) == null ? m.group(2) : m.group(1).replace("\"\"", "\""));
            if (m.group(3).isEmpty()) {
                return fields;
            }
        }
        throw new IllegalStateException("not a CSV line: " + line);
    }
}
