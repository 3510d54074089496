package org.coursewarecommons.localstack.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.coursewarecommons.localstack.journey.Answer;
import org.coursewarecommons.localstack.journey.FileSender;
import org.coursewarecommons.localstack.journey.JourneyFailure;
import org.coursewarecommons.localstack.journey.Seeds;

/** New lesson plans of one subject on their way through all levels of the review. */
final class Gate {

    private static final int MOST_ROUNDS = 300;
    private static final String COORDINATOR = "RC-01";
    private static final String SUBJECT = "SX";
    private static final String STAGE = "PRIMARY";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    /** Chapters of the first volume that are taught when everything has been published and before the term ends. */
    private static final List<String> UNITS = List.of("U03", "U04", "U05", "U06", "U07", "U08");

    /** Hidden qualities of the new items: all sorts, and some that help nobody. */
    private static final double[] QUALITIES = {.03, .92, .55, .06, .78, .40, .86, .09, .65, .30};

    /** Dimensions that the rubrics don't have for lesson plans: layout on a screen, sound and film. */
    private static final Set<String> NOT_FOR_PLANS = Set.of("T4", "X3");

    private final Library library;
    private final Seeds seeds;
    private final District district;
    private final long seed;
    private final Map<String, String> refusals = new ConcurrentHashMap<>();

    Gate(Library library, Seeds seeds, District district, long seed) {
        this.library = library;
        this.seeds = seeds;
        this.district = district;
        this.seed = seed;
    }

    /** @param id of the resource @param mark part of its title */
    record Passed(Item item, String id, String submissionId, String mark) {}

    /** @param authors codes of teachers, one an item @param published the day that counts as that of publication */
    List<Passed> pass(List<String> authors, LocalDate published) {
        List<Passed> sent = new ArrayList<>();
        for (int i = 0; i < authors.size(); i++) {
            sent.add(submitted(i, authors.get(i), published));
        }
        Library.together(sent.stream()
                .<Callable<Boolean>>map(item -> () -> {
                    review(item);
                    return true;
                })
                .toList());
        return sent;
    }

    private Passed submitted(int number, String author, LocalDate published) {
        Dice dice = new Dice(seed, "submission/" + number);
        String unit = UNITS.get(number % UNITS.size());
        String chapter = "RJ-2012-SX-G03-V1-" + unit + "-L0" + (1 + number / UNITS.size());
        String title = "三年级数学 " + unit + " 教学设计 " + mark(number) + "(示例)";
        Answer created = library.post(author, "/resources", metadata(title, chapter, author), 201);
        String id = created.text("/id");
        String boundary = "----simulation" + number;
        Library.expect(
                library.as(author, "POST", "/resources/" + id + "/files?role=MAIN")
                        .bytes(
                                FileSender.form(
                                        boundary, "plan-" + number + ".docx", TYPE, SmallPlan.docx(title, dice)),
                                "multipart/form-data; boundary=" + boundary),
                201);
        library.until(author, "/resources/" + id, Gate::isInspected);
        String submission = library.post(author, "/resources/" + id + "/submissions", Map.of("promise", true), 202)
                .text("/submissionId");
        double quality = QUALITIES[number % QUALITIES.length];
        Item item = district.item(
                "NEW-" + (number + 1),
                author,
                "DISTRICT",
                "submitted",
                quality,
                new District.Place(List.of(chapter), "V1", 1, published),
                dice);
        return new Passed(item, id, submission, mark(number));
    }

    /** By which the tasks of an item are found in the queues. */
    private static String mark(int number) {
        return "moni" + (1000 + number);
    }

    private static boolean isInspected(Answer answer) {
        JsonNode files = answer.json().path("files");
        for (JsonNode file : files) {
            String state = file.at("/inspection/state").asText();
            if (!state.equals("PASSED") && !state.equals("REVIEW")) {
                return false;
            }
        }
        return !files.isEmpty();
    }

    private Map<String, Object> metadata(String title, String chapter, String author) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", title);
        metadata.put("description", "按单元编写的一课时教学设计，含活动步骤和板书。");
        metadata.put("type", "LESSON_PLAN");
        metadata.put("stage", STAGE);
        metadata.put("grades", List.of("G03"));
        metadata.put("subject", SUBJECT);
        metadata.put("edition", "RJ");
        metadata.put("printSeries", "2012");
        metadata.put("volume", "V1");
        metadata.put("granularity", "LESSON");
        metadata.put("chapters", List.of(chapter));
        metadata.put("standards", List.of("《义务教育数学课程标准（2022年版）》第二学段要求"));
        metadata.put("lessonKind", "NEW");
        metadata.put("keywords", List.of("教学设计", "活动"));
        metadata.put("language", "zh");
        metadata.put("audience", List.of("TEACHER"));
        metadata.put("licence", "DISTRICT_EDU");
        metadata.put("rightsBasis", "ORIGINAL");
        metadata.put("contributors", List.of(Map.of("name", "教师" + author.substring(1), "role", "AUTHOR")));
        metadata.put("structure", "LINEAR");
        metadata.put("useScene", List.of("IN_CLASS"));
        metadata.put("interactivityType", "MIXED");
        metadata.put("difficulty", 2);
        metadata.put("learningTime", "PT40M");
        metadata.put("offlineUsable", true);
        metadata.put("adviceForUse", "没有投影的班级可以把图画在黑板上。");
        metadata.put("personsVisible", "NONE");
        metadata.put("ai", Map.of("share", "NONE"));
        metadata.put("contexts", List.of("URBAN", "TOWN", "RURAL_SMALL"));
        metadata.put("targetScope", Map.of("level", "DISTRICT", "collectiveIds", List.of()));
        return metadata;
    }

    /** Takes every task as it comes, with people who may. */
    private void review(Passed passed) {
        Set<String> done = new HashSet<>();
        Map<String, Set<String>> busy = new LinkedHashMap<>();
        int[] rounds = {0};
        library.until(COORDINATOR, "/submissions/" + passed.submissionId(), answer -> {
            if (++rounds[0] > MOST_ROUNDS) {
                throw new JourneyFailure(passed.item().key() + " waits, refused at last: "
                        + refusals.get(passed.item().key()));
            }
            if (!answer.text("/state").equals("SUBMITTED")) {
                return true;
            }
            for (JsonNode task : tasks(passed)) {
                String id = task.path("id").asText();
                if (!done.contains(id) && decide(passed, task, busy)) {
                    done.add(id);
                }
            }
            return false;
        });
        String state = library.get(COORDINATOR, "/submissions/" + passed.submissionId())
                .text("/state");
        if (!state.equals("PUBLISHED")) {
            throw new JourneyFailure(passed.item().key() + " is " + state + " after its review; refused at last: "
                    + refusals.get(passed.item().key()));
        }
    }

    /** What comes back passes the upper levels once more. @param done whether it has */
    void reviewAgain(Passed passed, BooleanSupplier done) {
        Map<String, Set<String>> busy = new LinkedHashMap<>();
        for (int round = 0; !done.getAsBoolean(); round++) {
            if (round > MOST_ROUNDS) {
                throw new JourneyFailure(passed.item().key() + " does not come back, refused at last: "
                        + refusals.get(passed.item().key()));
            }
            for (JsonNode task : library.all(COORDINATOR, "/review-tasks?queue=team&q=" + passed.mark())) {
                if (task.path("resourceId").asText().equals(passed.id())
                        && task.path("state").asText().equals("OPEN")) {
                    decide(passed, task, busy);
                }
            }
        }
    }

    private List<JsonNode> tasks(Passed passed) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode task : library.all(COORDINATOR, "/review-tasks?queue=team&q=" + passed.mark())) {
            if (task.path("submissionId").asText().equals(passed.submissionId())) {
                found.add(task);
            }
        }
        return found;
    }

    /** @return false when nobody can take it just now */
    private boolean decide(Passed passed, JsonNode task, Map<String, Set<String>> busy) {
        String kind = task.path("kind").asText();
        String level = task.path("level").asText();
        String path = "/review-tasks/" + task.path("id").asText();
        Set<String> used = busy.computeIfAbsent(kind + level, key -> new HashSet<>());
        List<String> candidates = level.equals("L1")
                ? List.of("SA-" + seeds.schoolOf(passed.item().owner()))
                : seeds.appointed(role(kind), SUBJECT, STAGE);
        for (String person : candidates) {
            if (!used.contains(person)) {
                Answer claimed = library.as(person, "POST", path + "/claim").quiet();
                if (claimed.status() == 200) {
                    used.add(person);
                    library.post(person, path + "/decision", sheet(kind, passed.item(), level), 200);
                    return true;
                }
                refusals.put(passed.item().key(), kind + " " + level + " by " + person + ": " + claimed);
            }
        }
        return false;
    }

    private static String role(String kind) {
        return kind.equals("TEACHER") ? "TEACHER_REVIEWER" : kind;
    }

    /** All pass; the better the item, the more fives it gets. Reviewers of a role agree, or they would have to discuss. */
    private Map<String, Object> sheet(String kind, Item item, String level) {
        Dice dice = new Dice(seed, "sheet/" + item.key() + "/" + kind + "/" + level);
        String letter = kind.equals("TECHNICIAN") ? "X" : kind.substring(0, 1);
        int dimensions = letter.equals("X") ? 7 : 6;
        Map<String, Integer> scores = new LinkedHashMap<>();
        for (int i = 1; i <= dimensions; i++) {
            boolean best = dice.chance(item.quality());
            if (!NOT_FOR_PLANS.contains(letter + i)) {
                scores.put(letter + i, best ? 5 : 4);
            }
        }
        return Map.of(
                "scores",
                scores,
                "notApplicable",
                List.of(),
                "vetoes",
                List.of(),
                "remarks",
                List.of(),
                "comment",
                "符合要求，步骤清楚，建议补充分层练习。");
    }
}
