import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the demo district under {@code seeds/organisations} from {@code schools.csv}, the only file there that is
 * edited by hand. Nothing is random: the same schools give the same bytes, so codes used by tests and by the journey
 * never move. Run it from the repository root: {@code java seeds/tools/MakeOrganisations.java}.
 */
public final class MakeOrganisations {
    private static final Path DIR = Path.of("seeds", "organisations");
    private static final String DISTRICT = "120118";
    /** Appointments and memberships of the demo start with the school year 2025. */
    private static final String FROM = "2025-09-01";

    private static final String ALL = "*";

    private final List<School> schools;
    private final Map<String, School> leads = new TreeMap<>();
    private final List<String> persons = new ArrayList<>();
    private final List<String> appointments = new ArrayList<>();
    private final Map<String, Integer> staffOf = new TreeMap<>();

    private record School(String code, String name, String kind, String area, String collective, String tier) {
        boolean teaches(String stage) {
            return switch (stage) {
                case "PRIMARY" -> !kind.equals("JUNIOR");
                case "JUNIOR" -> !kind.equals("PRIMARY");
                default -> true;
            };
        }
    }

    /** A group of reviewers with the same certificate: {@code key} goes into the person's code. */
    private record Cell(String key, String stage, String subjects, int experts, int teachers) {}

    private MakeOrganisations() throws IOException {
        schools = new ArrayList<>();
        for (String line : Files.readAllLines(DIR.resolve("schools.csv")).stream().skip(1).toList()) {
            String[] f = line.split(",", -1);
            var school = new School(f[0], f[1], f[4], f[5], f[8], f[10]);
            schools.add(school);
            if (f[9].equals("LEAD")) {
                leads.put(school.collective(), school);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        var make = new MakeOrganisations();
        make.collectives();
        make.pairings();
        make.districtStaff();
        make.reviewers();
        make.schoolStaff();
        write("persons.csv", "code,name,school_code,area", make.persons);
        write("appointments.csv", "person_code,role,org_code,subjects,stages,formats,from,until", make.appointments);
        // For whom each member sits: with any one of them barred, every side is still there.
        List<String> sides = List.of("EXPERT", "EXPERT", "TECHNICIAN", "TEACHER", "TEACHER", "TECHNICIAN", "EXPERT");
        List<String> committee = new ArrayList<>();
        for (int i = 1; i <= sides.size(); i++) {
            committee.add(csv("C-%02d".formatted(i), sides.get(i - 1)));
        }
        write("committee.csv", "person_code,side", committee);
    }

    private void collectives() throws IOException {
        List<String> rows = new ArrayList<>();
        leads.forEach((code, lead) -> {
            boolean group = code.startsWith("JT");
            String word = lead.name().replaceFirst("(学校|中学|小学)\\(示例\\)$", "");
            String name = word + (group ? "教育集团(示例)" : "办学联盟(示例)");
            rows.add(csv(code, group ? "GROUP" : "ALLIANCE", name, lead.code()));
        });
        write("collectives.csv", "code,kind,name,lead_school", rows);
        List<String> members = new ArrayList<>();
        for (School s : schools) {
            String role = leads.get(s.collective()).equals(s) ? "LEAD" : "MEMBER";
            members.add(csv(s.collective(), s.code(), role, FROM, ""));
        }
        write("memberships.csv", "collective,school_code,role,from,until", members);
    }

    private void pairings() throws IOException {
        Map<String, List<School>> aided = new LinkedHashMap<>();
        schools.stream().filter(s -> s.tier().equals("WEAK")).forEach(s -> aided.computeIfAbsent(
                        s.collective(), c -> new ArrayList<>())
                .add(s));
        List<String> rows = new ArrayList<>();
        schools.stream().filter(s -> s.tier().equals("WEAK")).forEach(s -> {
            String mode = aided.get(s.collective()).size() == 1 ? "1:1" : "1:n";
            rows.add(csv(leads.get(s.collective()).code(), s.code(), s.collective(), "", mode, FROM, ""));
        });
        // Two of the named-subject pairs and all lapsed ones cross collectives: the rule "no active partner school"
        // of DT-R2 would otherwise never decide anything that "same collective" has not decided already.
        rows.add(csv("JHS-005", "JHS-026", "JT01", "YS-YL", "1:1", FROM, ""));
        rows.add(csv("JHS-001", "JHS-062", "JT10", "YS-YL", "1:1", FROM, ""));
        rows.add(csv("JHS-013", "JHS-038", "JT05", "YS-MS", "1:1", FROM, ""));
        rows.add(csv("JHS-003", "JHS-127", "JT07", "TY", "1:1", FROM, ""));
        rows.add(csv("JHS-010", "JHS-057", "LM02", "KX", "1:1", FROM, ""));
        rows.add(csv("JHS-002", "JHS-089", "JT11", "YY", "1:1", FROM, ""));
        rows.add(csv("JHS-006", "JHS-033", "JT02", "", "1:1", "2023-09-01", "2025-07-10"));
        rows.add(csv("JHS-014", "JHS-077", "JT06", "SX", "1:1", "2023-09-01", "2025-07-10"));
        rows.add(csv("JHS-017", "JHS-100", "LM03", "", "1:1", "2024-09-01", "2025-07-10"));
        write("pairings.csv", "lead_school,aided_school,collective,subject,mode,from,until", rows);
    }

    private void districtStaff() throws IOException {
        numbered("D", "区级管理员", 3).forEach(p -> staff(p, "DISTRICT_STEWARD"));
        numbered("RC", "审核协调员", 2).forEach(p -> staff(p, "REVIEW_COORDINATOR"));
        numbered("AU", "督导审计员", 2).forEach(p -> staff(p, "AUDITOR"));
        // Three members each come from the district office, the others from schools, so that "the author's
        // collective abstains" can really happen.
        panel("C", "审核委员", 7, "COMMITTEE");
        panel("A", "复议组员", 5, "APPEAL_PANEL");
        List<String> documents = List.of("pptx|docx|xlsx|pdf|png|jpg|webp", "mp4|mp3|m4a", "zip|ggb|png|jpg|webp");
        for (int i = 1; i <= 12; i++) {
            School home = i <= 6 ? null : place("PRIMARY", "URBAN TOWN RURAL".split(" ")[i % 3], new HashSet<>());
            String code = "X-%02d".formatted(i);
            person(code, "技术人员-%02d".formatted(i), home);
            appoint(code, "TECHNICIAN", DISTRICT, ALL, ALL, i <= 6 ? ALL : documents.get(i % 3));
        }
        for (String line : Files.readAllLines(DIR.resolve("towns.csv")).stream().skip(1).toList()) {
            String[] f = line.split(",", -1);
            if (Files.readString(DIR.resolve("schools.csv")).contains("," + f[0] + ",")) {
                person("TC-" + f[0], "镇级协调员-" + f[0], null);
                appoint("TC-" + f[0], "TOWN_COORDINATOR", f[0], ALL, ALL, ALL);
            }
        }
    }

    private void panel(String prefix, String title, int size, String role) {
        Set<String> taken = new HashSet<>();
        List<String[]> members = numbered(prefix, title, size);
        for (int i = 0; i < size; i++) {
            School home = i < 3 ? null : place("JUNIOR", i % 2 == 0 ? "TOWN" : "URBAN", taken);
            person(members.get(i)[0], members.get(i)[1], home);
            appoint(members.get(i)[0], role, DISTRICT, ALL, ALL, ALL);
        }
    }

    private void staff(String[] codeAndName, String role) {
        person(codeAndName[0], codeAndName[1], null);
        appoint(codeAndName[0], role, DISTRICT, ALL, ALL, ALL);
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String s : "YW SX YY DF KX YS-YL YS-MS TY LD:LD|ZH|DK|XB XK:XK|XL".split(" ")) {
            boolean maths = s.equals("SX");
            cells.add(cell(s, "PRIMARY", maths ? 6 : 2, maths ? 8 : 4));
        }
        String junior = "YW SX YY DF LS DL WL HX SW TY YS:YS-YL|YS-MS|YS-WD|YS-XJ|YS-YX LD:LD|ZH|XK|XL|DK|XB";
        for (String s : junior.split(" ")) {
            cells.add(cell(s, "JUNIOR", 2, 4));
        }
        cells.add(cell("KHFW", "COMPULSORY", 0, 3));
        cells.add(cell("ZTJY:ZTJY|JY", "COMPULSORY", 0, 3));
        cells.add(cell("TJ:TJ|XL", "SPECIAL", 0, 2));
        return cells;
    }

    private static Cell cell(String spec, String stage, int experts, int teachers) {
        String[] parts = spec.split(":");
        return new Cell(parts[0], stage, parts[parts.length - 1], experts, teachers);
    }

    private void reviewers() {
        for (Cell c : cells()) {
            Set<String> taken = new HashSet<>();
            reviewers(c, "E", "学科专家", "EXPERT", c.experts(), "URBAN TOWN RURAL TOWN", taken);
            reviewers(c, "R", "审核教师", "TEACHER_REVIEWER", c.teachers(), "TOWN RURAL URBAN TOWN", taken);
        }
        // Clubs, topics, research and special education have no expert cell of their own: experts of the nearest
        // subjects hold a second certificate, else no such item could ever reach the district.
        for (String n : List.of("01", "02")) {
            appoint("E-LD-PRIMARY-" + n, "EXPERT", DISTRICT, "KHFW|ZTJY", "COMPULSORY", ALL);
            appoint("E-YW-PRIMARY-" + n, "EXPERT", DISTRICT, "JY|SF", "COMPULSORY|PRIMARY", ALL);
            appoint("E-XK-PRIMARY-" + n, "EXPERT", DISTRICT, "TJ|XL", "SPECIAL", ALL);
        }
    }

    private void reviewers(Cell c, String prefix, String title, String role, int count, String areas, Set<String> taken) {
        String[] wanted = areas.split(" ");
        for (int i = 1; i <= count; i++) {
            String suffix = "%s-%s-%02d".formatted(c.key(), c.stage(), i);
            person(prefix + "-" + suffix, title + "-" + suffix, place(c.stage(), wanted[(i - 1) % wanted.length], taken));
            appoint(prefix + "-" + suffix, role, DISTRICT, c.subjects(), c.stage(), ALL);
        }
    }

    private void schoolStaff() {
        leads.forEach((code, lead) -> {
            person("ST-" + code, (code.startsWith("JT") ? "集团管理员-" : "联盟管理员-") + code, lead);
            appoint("ST-" + code, "COLLECTIVE_STEWARD", code, ALL, ALL, ALL);
        });
        for (School s : schools) {
            person("SA-" + s.code(), "校级管理员-" + s.code(), s);
            appoint("SA-" + s.code(), "SCHOOL_ADMIN", s.code(), ALL, ALL, ALL);
        }
        for (School s : schools) {
            for (int i = 1; i <= 3; i++) {
                person("T-%s-%02d".formatted(s.code(), i), "教师-%s-%02d".formatted(s.code(), i), s);
            }
        }
    }

    /**
     * The school that gets the next member of a cell: of the wanted area and stage, from a collective that the cell
     * doesn't have yet (so that a conflict of interest never empties it), and with the fewest reviewers so far.
     */
    private School place(String stage, String area, Set<String> taken) {
        List<School> fit = schools.stream().filter(s -> s.teaches(stage)).toList();
        List<School> best = fit.stream()
                .filter(s -> s.area().equals(area) && !taken.contains(s.collective()))
                .toList();
        if (best.isEmpty()) {
            best = fit.stream().filter(s -> !taken.contains(s.collective())).toList();
        }
        School school = best.stream()
                .min(Comparator.comparing((School s) -> staffOf.getOrDefault(s.code(), 0))
                        .thenComparing(s -> staffOf.getOrDefault(s.collective(), 0))
                        .thenComparing(School::code))
                .orElseThrow();
        taken.add(school.collective());
        staffOf.merge(school.code(), 1, Integer::sum);
        staffOf.merge(school.collective(), 1, Integer::sum);
        return school;
    }

    private static List<String[]> numbered(String prefix, String title, int count) {
        List<String[]> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            all.add(new String[] {"%s-%02d".formatted(prefix, i), "%s-%02d".formatted(title, i)});
        }
        return all;
    }

    private void person(String code, String name, School home) {
        persons.add(csv(code, name, home == null ? "" : home.code(), home == null ? "" : home.area()));
    }

    private void appoint(String person, String role, String org, String subjects, String stages, String formats) {
        appointments.add(csv(person, role, org, subjects, stages, formats, FROM, ""));
    }

    /** No field here holds a comma, quote or line break; if one ever does, this fails rather than write a bad file. */
    private static String csv(String... fields) {
        if (Arrays.stream(fields).anyMatch(f -> f.matches("(?s).*[,\"\r\n].*"))) {
            throw new IllegalArgumentException("field needs quoting: " + List.of(fields));
        }
        return String.join(",", fields);
    }

    private static void write(String file, String header, List<String> rows) throws IOException {
        Files.writeString(DIR.resolve(file), header + "\n" + String.join("\n", rows) + "\n");
        System.out.println(file + " " + rows.size());
    }
}
