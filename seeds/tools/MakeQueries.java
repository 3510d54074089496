import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes {@code seeds/queries}: a corpus of items to search in, queries and their judgements. Run it from the repository
 * root: {@code java seeds/tools/MakeQueries.java}. The same input always gives the same output.
 *
 * <p>Nothing here asks a search engine. A judgement follows from how an item was made and from the intent that a person
 * wrote beside the query in {@code queries-outline.tsv}. The first condition of an intent is what the query is about:
 * for {@code topic}, {@code text} and {@code unit} it must hold, every other condition that does not hold costs a grade
 * (3, 2, 1), and items that meet all other conditions and only name the topic, as the lesson before or after, get 1. An intent of properties alone gives 3
 * where all hold, and 1 where one of three or more fails. Judgements by hand stand in the last column.
 */
public final class MakeQueries {
    private static final Path SEEDS = Path.of("seeds");
    private static final Set<String> SUBJECTS_OF = Set.of("topic", "text", "unit");
    private static final String[] TYPES = {
        "COURSEWARE", "COURSEWARE", "COURSEWARE", "LESSON_PLAN", "LESSON_PLAN", "LESSON_PLAN", "MICRO_LESSON", "MICRO_LESSON",
        "TASK_SHEET", "TASK_SHEET", "EXERCISE", "EXERCISE", "LESSON_VIDEO", "QUIZ_BANK", "MATERIAL", "LESSON_PACK", "CASE"
    };
    private static final String[] COLUMNS = {
        "id", "key", "type", "stage", "grade", "subject", "edition", "volume", "chapter", "researchKind", "clubTheme", "title",
        "description", "keywords", "body", "downloads", "publishedAt", "school", "scope"
    };

    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> names = new LinkedHashMap<>();
    private final List<Map<String, String>> items = new ArrayList<>();
    private final List<String[]> outline = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        MakeQueries make = new MakeQueries();
        make.read();
        make.lessons();
        make.others();
        make.demo();
        make.write();
    }

    private void read() throws IOException {
        String section = "";
        for (String line : Files.readAllLines(SEEDS.resolve("tools/search-texts.txt"))) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                texts.computeIfAbsent(section, name -> new ArrayList<>()).add(line);
            }
        }
        for (String list : List.of("grades", "subjects", "editions", "volumes")) {
            Map<String, String> byCode = new LinkedHashMap<>();
            csv("taxonomy/" + list + ".csv").forEach(row -> byCode.put(row.get("code"), row.get("name_zh").replaceAll("[（/].*", "")));
            names.put(list, byCode);
        }
        for (String line : Files.readAllLines(SEEDS.resolve("tools/queries-outline.tsv"))) {
            if (!line.startsWith("#")) {
                outline.add(line.split("\t", -1));
            }
        }
    }

    private void lessons() throws IOException {
        List<Map<String, String>> chapters = csv("taxonomy/chapters.csv");
        Map<String, String> units = chapters.stream().collect(Collectors.toMap(row -> row.get("code"), row -> row.get("title")));
        for (int i = 0; i < chapters.size(); i++) {
            Map<String, String> chapter = chapters.get(i);
            boolean unit = chapter.get("level").equals("UNIT");
            String unitTitle = unit ? chapter.get("title") : units.get(chapter.get("parent"));
            String topic = chapter.get("title").matches("(Lessons|Tasks) .*") ? unitTitle + " " + chapter.get("title") : chapter.get("title");
            Random random = new Random(chapter.get("code").hashCode());
            Set<String> types = new LinkedHashSet<>();
            if (unit) {
                if (random.nextInt(10) < 4 || forced("unit", topic).contains("UNIT_PLAN")) {
                    types.add("UNIT_PLAN");
                }
            } else {
                types.addAll(forced("topic", topic));
                types.addAll(forced("unit", unitTitle));
                types.remove("UNIT_PLAN");
                int wanted = unitTitle.contains("复习") ? 1 : 1 + random.nextInt(5) / 2;
                while (types.size() < wanted) {
                    types.add(TYPES[random.nextInt(TYPES.length)]);
                }
            }
            for (String type : types) {
                Map<String, String> item = new LinkedHashMap<>(Map.of("type", type, "topic", topic, "unit", unitTitle));
                for (String field : List.of("subject", "grade", "edition", "volume", "stage")) {
                    item.put(field, chapter.get(field));
                }
                item.put("chapter", chapter.get("code"));
                item.put("before", i > 0 ? chapters.get(i - 1).get("title") : topic);
                item.put("after", i + 1 < chapters.size() ? chapters.get(i + 1).get("title") : topic);
                // What is asked for can be found: the type that is, or else the first one.
                Set<String> forced = forced(unit ? "unit" : "topic", topic);
                boolean kept = forced.contains(type) || asked(unit ? "unit" : "topic", topic) && type.equals(types.iterator().next());
                add(chapter.get("code") + "-" + type, item, kept, random);
            }
        }
    }

    /** Subjects without a book in the seeds, clubs and teaching research. */
    private void others() {
        for (String line : texts.get("topics")) {
            String[] part = line.split("\t");
            for (String topic : part[2].split("\\|")) {
                Random random = new Random((part[0] + topic).hashCode());
                Set<String> types = new LinkedHashSet<>(forced("topic", topic));
                while (types.size() < 2) {
                    types.add(TYPES[random.nextInt(TYPES.length)]);
                }
                for (String type : types) {
                    Map<String, String> item = new LinkedHashMap<>(Map.of("type", type, "topic", topic, "unit", topic));
                    item.putAll(Map.of("subject", part[0], "grade", part[1], "stage", part[1].compareTo("G07") < 0 ? "PRIMARY" : "JUNIOR"));
                    item.putAll(Map.of("before", "前一课的内容", "after", "拓展与应用"));
                    add(part[0] + part[1] + topic + type, item, true, random);
                }
            }
        }
        grouped("clubs", "KHFW", "CLUB_COURSE", "clubTheme");
        grouped("research", "JY", "RESEARCH", "researchKind");
    }

    private void grouped(String section, String subject, String type, String field) {
        for (String line : texts.get(section)) {
            String[] part = line.split("\t");
            for (String topic : part[1].split("\\|")) {
                Map<String, String> item = new LinkedHashMap<>(Map.of("type", type, "topic", topic, "unit", topic));
                item.putAll(Map.of("subject", subject, "stage", "COMPULSORY", field, part[0], "before", "准备活动", "after", "成果展示"));
                add(subject + topic, item, true, new Random(topic.hashCode()));
            }
        }
    }

    /** The 200 resources of the demo district, as if all of them were published. */
    private void demo() throws IOException {
        for (Map<String, String> row : csv("resources/manifest.csv")) {
            String topic = row.get("title").replaceAll("^《(.*)》.*", "$1");
            Map<String, String> item = new LinkedHashMap<>();
            for (String field : List.of("type", "stage", "subject", "edition", "volume", "researchKind", "title", "description", "keywords")) {
                item.put(field, row.get(field));
            }
            item.putAll(Map.of("grade", row.get("grades"), "topic", topic, "unit", topic, "body", row.get("adviceForUse"), "scope", "DISTRICT"));
            if (row.get("type").equals("CLUB_COURSE")) {
                item.put("clubTheme", topic.matches(".*(训练|田径|航模安全).*") ? "SPORT" : topic.matches(".*(编程|科普|航模).*") ? "SCIENCE"
                        : topic.matches(".*(诵读).*") ? "READING" : topic.matches(".*(研学).*") ? "STUDY_TRIP" : topic.matches(".*(影片).*") ? "FILM" : "CULTURE_ART");
            }
            place(row.get("externalKey"), item, new Random(row.get("externalKey").hashCode()));
        }
    }

    /** Types without which a query of the outline would have no answer. */
    private Set<String> forced(String about, String value) {
        Set<String> types = new LinkedHashSet<>();
        for (String[] query : outline) {
            Map<String, Set<String>> intent = intent(query[2]);
            if (intent.getOrDefault(about, Set.of()).contains(value) && intent.containsKey("type")) {
                types.add(intent.get("type").iterator().next());
            }
        }
        return types;
    }

    private boolean asked(String about, String value) {
        return outline.stream().anyMatch(query -> intent(query[2]).getOrDefault(about, Set.of()).contains(value));
    }

    private void add(String key, Map<String, String> item, boolean plain, Random random) {
        String topic = item.get("topic");
        Map<String, String> words = new LinkedHashMap<>(Map.of("{T}", topic, "{U}", item.get("unit"), "{P}", item.get("before"), "{N}", item.get("after")));
        words.put("{G}", names.get("grades").getOrDefault(item.getOrDefault("grade", ""), "义务教育各年级"));
        words.put("{S}", names.get("subjects").get(item.get("subject")));
        words.put("{V}", names.get("volumes").getOrDefault(item.getOrDefault("volume", ""), ""));
        words.put("{E}", names.get("editions").getOrDefault(item.getOrDefault("edition", ""), ""));
        words.put("{W}", pick("word " + item.get("type"), random));
        boolean titled = plain || random.nextInt(20) > 0;
        item.put("title", fill(pick(titled ? "title" : "title without topic", random), words));
        item.put("description", fill(pick("description", random), words));
        item.put("keywords", random.nextInt(3) == 0 ? "" : String.join(";", topic, random.nextBoolean() ? words.get("{W}") : words.get("{S}")));
        List<String> body = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            body.add(fill(pick("body", random), words));
        }
        String own = "body " + item.get("subject");
        for (int i = 0; i < 3; i++) {
            body.add(pick(texts.containsKey(own) ? own : "body", random));
        }
        for (String line : texts.get("special")) {
            String[] part = line.split("\t");
            if (part[1].equals(topic)) {
                body.add(part[2]);
                item.put("text", part[0]);
            }
        }
        item.put("body", String.join("", body.stream().map(line -> fill(line, words)).distinct().toList()));
        int scope = random.nextInt(100);
        item.put("scope", plain || scope < 84 ? "DISTRICT" : scope < 93 ? "COLLECTIVE" : "SCHOOL");
        place(key, item, random);
    }

    private void place(String key, Map<String, String> item, Random random) {
        item.put("key", key);
        item.put("id", UUID.nameUUIDFromBytes(("courseware-commons:" + key).getBytes(StandardCharsets.UTF_8)).toString());
        item.put("school", "JHS-%03d".formatted(1 + random.nextInt(137)));
        item.put("downloads", String.valueOf((int) Math.exp(random.nextGaussian() * 1.4 + 2.5)));
        item.put("publishedAt", "2026-%02d-%02dT08:00:00Z".formatted(1 + random.nextInt(9), 1 + random.nextInt(28)));
        items.add(item);
    }

    private void write() throws IOException {
        List<String> corpus = new ArrayList<>(List.of(String.join(",", COLUMNS)));
        for (Map<String, String> item : items) {
            corpus.add(Arrays.stream(COLUMNS).map(column -> quote(item.getOrDefault(column, ""))).collect(Collectors.joining(",")));
        }
        List<String> queries = new ArrayList<>(List.of("id,half,kind,query"));
        List<String> judgements = new ArrayList<>(List.of("query,item,grade"));
        int number = 0;
        for (String[] query : outline) {
            String id = "Q%03d".formatted(++number);
            // Every other query is kept out of the tuning, whatever its kind.
            queries.add(String.join(",", id, number % 2 == 0 ? "held-out" : "tuned", query[0], quote(query[1])));
            Map<String, Integer> byHand = byHand(query.length > 3 ? query[3] : "");
            Map<String, Set<String>> intent = intent(query[2]);
            boolean answered = false;
            for (Map<String, String> item : items) {
                int grade = byHand.getOrDefault(item.get("key"), grade(intent, item));
                answered |= grade == 3;
                if (grade > 0) {
                    judgements.add(id + "," + quote(item.get("key")) + "," + grade);
                }
            }
            if (!answered) {
                throw new IllegalStateException("nothing answers " + query[1]);
            }
        }
        Files.write(SEEDS.resolve("queries/corpus.csv"), corpus);
        Files.write(SEEDS.resolve("queries/queries.csv"), queries);
        Files.write(SEEDS.resolve("queries/judgements.csv"), judgements);
        System.out.println(items.size() + " items, " + number + " queries, " + (judgements.size() - 1) + " judgements");
    }

    private int grade(Map<String, Set<String>> intent, Map<String, String> item) {
        Set<String> about = new LinkedHashSet<>(intent.keySet());
        about.retainAll(SUBJECTS_OF);
        long missed = intent.entrySet().stream().filter(e -> !about.contains(e.getKey()) && !holds(e.getKey(), e.getValue(), item)).count();
        if (about.isEmpty()) {
            return missed == 0 ? 3 : missed == 1 && intent.size() >= 3 ? 1 : 0;
        }
        if (about.stream().anyMatch(name -> holds(name, intent.get(name), item))) {
            return (int) Math.max(1, 3 - missed);
        }
        boolean named = intent.getOrDefault("topic", Set.of()).stream().anyMatch(topic -> item.get("body").contains("“" + topic + "”"));
        return named && missed == 0 ? 1 : 0;
    }

    private static boolean holds(String name, Set<String> values, Map<String, String> item) {
        String field = Map.of("research", "researchKind", "theme", "clubTheme").getOrDefault(name, name);
        return values.contains(item.getOrDefault(field, ""));
    }

    private static Map<String, Set<String>> intent(String text) {
        Map<String, Set<String>> intent = new LinkedHashMap<>();
        for (String condition : text.split("&")) {
            int equals = condition.indexOf('=');
            intent.put(condition.substring(0, equals), new LinkedHashSet<>(List.of(condition.substring(equals + 1).split("\\|"))));
        }
        return intent;
    }

    private static Map<String, Integer> byHand(String text) {
        Map<String, Integer> byHand = new LinkedHashMap<>();
        for (String judgement : text.isBlank() ? new String[0] : text.split(",")) {
            byHand.put(judgement.split("=")[0], Integer.valueOf(judgement.split("=")[1]));
        }
        return byHand;
    }

    private String pick(String section, Random random) {
        List<String> lines = texts.get(section);
        return lines.get(random.nextInt(lines.size()));
    }

    private static String fill(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    private static String quote(String text) {
        return text.matches("(?s).*[\",\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static List<Map<String, String>> csv(String path) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> header = null;
        for (String line : Files.readAllLines(SEEDS.resolve(path))) {
            List<String> cells = cells(line);
            if (header == null) {
                header = cells;
                continue;
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), i < cells.size() ? cells.get(i) : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
