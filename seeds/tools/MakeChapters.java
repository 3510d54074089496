import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns {@code seeds/tools/chapters-outline.txt} into {@code seeds/taxonomy/chapters.csv}: one row per unit and lesson
 * with a stable code ({@code RJ-2012-SX-G03-V1-U08-L01}) and the teaching weeks it is planned for. Run it from the
 * repository root: {@code java seeds/tools/MakeChapters.java}.
 */
public final class MakeChapters {
    private static final Map<String, Integer> TEACHING_WEEKS = Map.of("S1", 19, "S2", 17);

    private static final String ADOPTED = "2019-09/..";
    private static final Map<String, String[]> SUBJECTS = Map.of(
            "YW", new String[] {"语文", "Chinese"},
            "SX", new String[] {"数学", "Mathematics"},
            "YY", new String[] {"英语", "English"});
    private static final Map<String, String[]> EDITIONS = Map.of(
            "TB", new String[] {"统编版", "unified edition"},
            "RJ", new String[] {"人教版", "People's Education Press"},
            "RJJT", new String[] {"人教精通版", "People's Education Press Jingtong"});

    private record Unit(String title, List<String> standards, List<String> lessons) {
        static Unit of(String line) {
            String[] parts = line.split(" @ ");
            return new Unit(parts[0].trim(), parts.length == 1 ? List.of() : List.of(parts[1].split(" ")), new ArrayList<>());
        }
    }

    private record Book(String[] key, List<Unit> units) {
        String code() {
            return String.join("-", key[3], key[4], key[0], key[2], key[5]);
        }

        String standard(String item) {
            return "kcbz:2022:" + key[0] + ":" + item;
        }
    }

    private MakeChapters() {}

    public static void main(String[] args) throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("code,parent,subject,stage,grade,edition,series,volume,ordinal,level,title,planned_weeks,standards");
        List<String> textbooks = new ArrayList<>();
        textbooks.add("code,name_zh,name_en,subject,stage,grade,edition,series,volume,term,adopted,isbn,national_tree_id");
        for (Book book : read(Path.of("seeds", "tools", "chapters-outline.txt"))) {
            rows.addAll(rows(book));
            textbooks.add(textbook(book));
        }
        write("chapters.csv", rows);
        write("textbooks.csv", textbooks);
    }

    private static void write(String name, List<String> rows) throws IOException {
        Path out = Path.of("seeds", "taxonomy", name);
        Files.writeString(out, String.join("\n", rows) + "\n");
        System.out.println(out + " " + (rows.size() - 1));
    }

    /** The volume as a book, and since when the (invented) district teaches from it. */
    private static String textbook(Book book) {
        String[] k = book.key();
        int grade = Integer.parseInt(k[2].substring(1));
        String zh = EDITIONS.get(k[3])[0] + SUBJECTS.get(k[0])[0] + "一二三四五六七八九".charAt(grade - 1) + "年级"
                + (k[5].equals("V1") ? "上册" : "下册");
        String en = "%s, %s, grade %d, volume %s".formatted(
                SUBJECTS.get(k[0])[1], EDITIONS.get(k[3])[1], grade, k[5].substring(1));
        return String.join(
                ",", book.code(), zh, '"' + en + '"', k[0], k[1], k[2], k[3], k[4], k[5], k[6], ADOPTED, "", "");
    }

    private static List<Book> read(Path outline) throws IOException {
        List<Book> books = new ArrayList<>();
        for (String line : Files.readAllLines(outline)) {
            if (line.startsWith("=")) {
                books.add(new Book(line.substring(1).trim().split(" "), new ArrayList<>()));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                List<Unit> units = books.get(books.size() - 1).units();
                if (line.startsWith("  ")) {
                    units.get(units.size() - 1).lessons().add(line.trim());
                } else {
                    units.add(Unit.of(line));
                }
            }
        }
        return books;
    }

    private static List<String> rows(Book book) {
        int total = book.units().stream().mapToInt(u -> u.lessons().size()).sum();
        List<String> rows = new ArrayList<>();
        int done = 0;
        for (int u = 1; u <= book.units().size(); u++) {
            Unit unit = book.units().get(u - 1);
            String code = "%s-U%02d".formatted(book.code(), u);
            int count = unit.lessons().size();
            String standards = String.join("|", unit.standards().stream().map(book::standard).toList());
            rows.add(row(book, code, "", u, "UNIT", unit.title(), weeks(book, done, count, total)) + "," + standards);
            for (int l = 1; l <= count; l++) {
                String lesson = "%s-L%02d".formatted(code, l);
                String weeks = weeks(book, done++, 1, total);
                rows.add(row(book, lesson, code, l, "LESSON", unit.lessons().get(l - 1), weeks) + "," + standards);
            }
        }
        return rows;
    }

    /** The lessons of a book are spread evenly over the teaching weeks of its term; ends are inclusive. */
    private static String weeks(Book book, int first, int count, int total) {
        String term = book.key()[6];
        int all = TEACHING_WEEKS.get(term);
        int from = 1 + first * all / total;
        int to = Math.max(from, ((first + count) * all + total - 1) / total);
        return "%s-W%02d/%s-W%02d".formatted(term, from, term, to);
    }

    private static String row(Book b, String code, String parent, int ordinal, String level, String title, String weeks) {
        String[] k = b.key();
        String quoted = title.matches(".*[,\"].*") ? '"' + title.replace("\"", "\"\"") + '"' : title;
        return String.join(
                ",", code, parent, k[0], k[1], k[2], k[3], k[4], k[5], Integer.toString(ordinal), level, quoted, weeks);
    }
}
