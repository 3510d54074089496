package org.coursewarecommons.localstack.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.coursewarecommons.localstack.journey.Answer;

/** What people say: stars, questionnaires, messages. */
final class Feedback {

    private static final int TEACHERS = 120;
    private static final int CLASS = 30;
    private static final int ERRORS = 8;

    private final Library library;
    private final District district;
    private final Shelf shelf;
    private final String steward;
    private final long seed;

    Feedback(Library library, District district, Shelf shelf, String steward, long seed) {
        this.library = library;
        this.district = district;
        this.shelf = shelf;
        this.steward = steward;
        this.seed = seed;
    }

    /** @return how many were taken */
    long rate(List<Opinion> opinions) {
        return Library.together(opinions.stream()
                        .<Callable<Integer>>map(opinion -> () -> library.as(
                                        opinion.person(), "PUT", "/resources/" + shelf.id(opinion.item()) + "/rating")
                                .json(Map.of("stars", opinion.stars()))
                                .quiet()
                                .status())
                        .toList())
                .stream()
                .filter(status -> status == 200)
                .count();
    }

    /** Teachers by their accounts, a class and its parents by a code. @return how many answers */
    int ask(Instant now) {
        int answers = 0;
        for (String audience : List.of("TEACHER", "STUDENT", "PARENT")) {
            String path = "/questionnaires/"
                    + library.post(
                                    steward,
                                    "/questionnaires",
                                    Map.of(
                                            "title",
                                            "学期资源使用调查(示例)",
                                            "audience",
                                            audience,
                                            "targetKind",
                                            "PLATFORM",
                                            "opensAt",
                                            now.minusSeconds(1).toString(),
                                            "closesAt",
                                            now.plus(Duration.ofDays(5)).toString()),
                                    201)
                            .text("/id");
            answers += audience.equals("TEACHER") ? byAccount(path) : byCode(path, audience);
        }
        return answers;
    }

    private int byAccount(String path) {
        List<Callable<Answer>> works = new ArrayList<>();
        Dice dice = new Dice(seed, "teachers");
        for (int i = 0; i < TEACHERS; i++) {
            Person teacher = district.teachers().get(i * district.teachers().size() / TEACHERS);
            Map<String, String> answers = Map.of(
                    "fit", String.valueOf(2 + dice.below(4)),
                    "saved", dice.of(List.of("0", "<15", "15-30", ">30")),
                    "again", String.valueOf(dice.chance(.8)));
            works.add(() -> library.post(teacher.code(), path + "/responses", Map.of("answers", answers), 204));
        }
        return Library.together(works).size();
    }

    private int byCode(String path, String audience) {
        String teacher = district.teachers().get(0).code();
        String code = library.post(teacher, path + "/links", Map.of("label", "三年级(2)班", "most", CLASS), 201)
                .text("/code");
        Dice dice = new Dice(seed, audience);
        List<Callable<Answer>> works = new ArrayList<>();
        for (int i = 0; i < CLASS; i++) {
            Map<String, String> answers = new LinkedHashMap<>();
            if (audience.equals("STUDENT")) {
                List.of("smile", "understood", "more")
                        .forEach(id -> answers.put(id, String.valueOf(1 + dice.below(3))));
            } else {
                answers.put("useful", String.valueOf(2 + dice.below(4)));
                answers.put("workload", dice.of(List.of("偏轻", "合适", "偏重")));
            }
            works.add(() -> library.post(
                    teacher, "/questionnaire-links/" + code + "/responses", Map.of("answers", answers), 204));
        }
        return Library.together(works).size();
    }

    /** Mistakes that teachers find, most of them in items that are not good; the triage confirms them. */
    int complain() {
        List<Item> worst = shelf.items().stream()
                .filter(item -> item.scope().equals("DISTRICT"))
                .sorted(java.util.Comparator.comparingDouble(Item::quality).thenComparing(Item::key))
                .limit(ERRORS)
                .toList();
        for (Item item : worst) {
            String teacher = district.teachers()
                    .get(Math.floorMod(
                            item.key().hashCode(), district.teachers().size()))
                    .code();
            String id = library.post(
                            teacher,
                            "/messages",
                            Map.of("topic", "ERROR", "resourceId", shelf.id(item.key()), "text", "第2步的数据前后不一致。"),
                            201)
                    .text("/id");
            library.post(steward, "/messages/" + id + "/triage", Map.of("defect", "CONFIRMED"), 200);
        }
        return worst.size();
    }
}
