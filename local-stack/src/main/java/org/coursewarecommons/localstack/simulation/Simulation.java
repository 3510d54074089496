package org.coursewarecommons.localstack.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.coursewarecommons.localstack.journey.Http;
import org.coursewarecommons.localstack.journey.JourneyTarget;
import org.coursewarecommons.localstack.journey.Seeds;
import org.coursewarecommons.localstack.journey.Steps;

/**
 * Plays two terms of the demo district against a system whose clock it may move: new items are reviewed, everybody uses
 * and rates what is there, the terms are judged, first in shadow, and what helps nobody gets its hearing.
 */
public final class Simulation {

    /** Where the system's clock must stand before the first term, before anything is loaded. */
    public static final Instant START = Instant.parse("2025-09-01T00:00:00Z");

    /** What {@code ./demo simulate} plays when nobody chooses. */
    public static final long SEED = 20_250_901;

    /** About as many events as DOMAIN 7.6 asks for. */
    public static final int EVENTS = 60_000;

    static final String STEWARD = "D-01";
    /** A school's own system. */
    static final String CLIENT = "client-jhs-005";

    private static final List<String> TERMS = List.of("2025S1", "2025S2");
    private static final List<String> AUTHORS = List.of(
            "T-JHS-005-01",
            "T-JHS-013-01",
            "T-JHS-006-02",
            "T-JHS-007-01",
            "T-JHS-008-01",
            "T-JHS-014-01",
            "T-JHS-006-01",
            "T-JHS-007-02",
            "T-JHS-008-02",
            "T-JHS-014-02");
    private static final int REPEATS = 20;

    private final Seeds seeds;
    private final Library library;
    private final District district;
    private final Shelf shelf = new Shelf();
    private final Figures figures = new Figures();
    private final Consumer<String> out;
    private final long seed;
    private final int events;
    private final long begun = System.nanoTime();

    /**
     * Prepares a run; nothing is sent yet.
     *
     * @param seed the same seed gives the same figures
     * @param events about how many uses are reported
     * @param out takes the printed lines
     */
    public Simulation(JourneyTarget target, long seed, int events, Consumer<String> out) {
        Http http = new Http(target, new Steps(line -> {}));
        this.seeds = new Seeds(target.seeds());
        this.library = new Library(http, STEWARD);
        this.district = new District(target.seeds(), TERMS);
        this.out = out;
        this.seed = seed;
        this.events = events;
        http.login(CLIENT, seeds.clientSecret(CLIENT));
    }

    /**
     * Plays the two terms and prints the figures with their digest.
     *
     * @param importId of the bulk import that loaded the resources
     * @return the digest: equal for equal figures
     */
    public String play(String importId) {
        loaded(importId);
        Gate gate = new Gate(library, seeds, district, seed);
        List<Gate.Passed> passed = submissions(gate);
        UseGenerator.Year year = UseGenerator.generate(district, shelf.items(), seed, events);
        tell(
                "生成使用记录 / %d uses and %d opinions made up",
                year.uses().size(), year.opinions().size());
        Intake intake = new Intake(library, shelf);
        Feedback feedback = new Feedback(library, district, shelf, STEWARD, seed);
        Cycles cycles = new Cycles(library, shelf, STEWARD, figures);
        SchoolTerm first = district.terms().get(0);
        SchoolTerm second = district.terms().get(1);

        term(first, intake, feedback, year);
        passTo(first.freezeDay().plusDays(1));
        cycles.play(first, true);
        // Owners hear of a low term from a real cycle alone, and have a term to act; so the first term is judged again.
        cycles.play(first, false);
        tell("%s 已评价 / %1$s is judged, in shadow and for real", first.code());

        term(second, intake, feedback, year);
        passTo(second.freezeDay().plusDays(3));
        List<JsonNode> results = cycles.play(second, false);
        tell("%s 已评价 / %1$s is judged", second.code());
        used(intake, results.size());
        Hearings hearings = new Hearings(library, shelf, seeds, STEWARD);
        hearings.play(results, worst(passed), gate);
        hearings.tell(figures);
        tell("听证结束 / hearings are over");
        reports(second);
        return print();
    }

    private void loaded(String importId) {
        Map<String, String> ids = new HashMap<>();
        for (JsonNode row : library.all(STEWARD, "/imports/" + importId + "/rows")) {
            if (row.path("resourceId").isTextual()) {
                ids.put(row.path("externalKey").asText(), row.path("resourceId").asText());
            }
        }
        district.items(ids.keySet(), seed).forEach(item -> shelf.add(item, ids.get(item.key())));
        figures.heading("馆藏与送审 / Shelf and review");
        figures.put("已导入 / imported", ids.size())
                .put("其中已发布 / published among them", shelf.items().size());
    }

    /** The three that are worst in truth: whether the evaluation has found them is what the figures show. */
    private static List<Gate.Passed> worst(List<Gate.Passed> passed) {
        return passed.stream()
                .sorted(Comparator.comparingDouble(one -> one.item().quality()))
                .limit(3)
                .toList();
    }

    private void reports(SchoolTerm term) {
        figures.heading("报表 / Reports " + term.code());
        JsonNode changes = library.get(STEWARD, "/reports/library-changes?term=" + term.code())
                .json();
        changes.path("counts")
                .properties()
                .forEach(count -> figures.put(
                        "馆藏变化 / shelf: " + count.getKey(), count.getValue().asLong()));
        JsonNode composite = library.get(STEWARD, "/reports/review-effect?term=" + term.code())
                .json()
                .at("/rows/0");
        figures.put(
                        "评审得分与效果 / scores against effect, items",
                        composite.path("items").asLong())
                .put("秩相关 / rank correlation", composite.path("correlation").asDouble());
    }

    private List<Gate.Passed> submissions(Gate gate) {
        LocalDate today = START.atZone(UseGenerator.ZONE).toLocalDate();
        List<Gate.Passed> passed = gate.pass(AUTHORS, today);
        passed.forEach(item -> shelf.add(item.item(), item.id()));
        figures.put("送审并发布 / submitted, reviewed, published", passed.size());
        tell("%d 件送审通过 / %1$d submissions reviewed at all levels", passed.size());
        return passed;
    }

    private void term(SchoolTerm term, Intake intake, Feedback feedback, UseGenerator.Year year) {
        passTo(term.lastDay().plusDays(1));
        List<Use> uses = year.between(term.firstDay(), term.lastDay());
        intake.send(uses, REPEATS);
        intake.sendBad(district.teachers().get(1).code(), shelf.items().get(0).key(), library.now());
        tell("%s: %d 条使用记录 / %2$d uses reported", term.code(), uses.size());
        long stars = feedback.rate(year.opinionsBetween(term.firstDay(), term.lastDay()));
        int answers = feedback.ask(library.now());
        int defects = feedback.complain();
        figures.heading("反馈 / Feedback " + term.code());
        figures.put("使用记录 / uses reported", uses.size())
                .put("评分 / ratings", stars)
                .put("问卷答卷 / questionnaire answers", answers)
                .put("确认的差错 / confirmed mistakes", defects);
        tell("%s: %d 个评分 / %2$d ratings, %3$d answers", term.code(), stars, answers);
    }

    private void used(Intake intake, int items) {
        figures.heading("使用记录 / Uses");
        figures.put("已接收 / accepted", intake.accepted())
                .put("已拒绝 / refused: ", intake.rejected())
                .put("参评资源 / items judged", items);
    }

    /** In the morning, so that the minutes of a run never reach another day. */
    private void passTo(LocalDate day) {
        library.passTo(day.atTime(9, 0).atZone(UseGenerator.ZONE).toInstant());
    }

    private void tell(String format, Object... arguments) {
        Duration spent = Duration.ofNanos(System.nanoTime() - begun);
        out.accept(String.format("  %5.1f s  %s", spent.toMillis() / 1000.0, String.format(format, arguments)));
    }

    private String print() {
        figures.lines().forEach(out);
        String digest = figures.digest();
        out.accept("");
        out.accept("种子 / Seed " + seed + ", 摘要 / digest " + digest);
        return digest;
    }
}
