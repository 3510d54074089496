package org.coursewarecommons.localstack.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coursewarecommons.localstack.journey.JourneyFailure;
import org.coursewarecommons.localstack.journey.Seeds;

/**
 * What helps nobody gets its hearing: one item is saved by the appeal panel, one is not, one is let go by its owner and
 * comes back. Proposals of the evaluation are taken up; where rules leave a nomination to people, a steward makes it.
 */
final class Hearings {

    private static final Duration SOME_DAYS = Duration.ofDays(2);
    private static final int QUORUM = 5;
    private static final String REASON = "连续两个学期使用效果偏低，且没有修订。";
    private static final List<String> EXECUTORS = List.of("D-02", "D-03");
    private static final List<String> COMMITTEE = List.of("C-01", "C-02", "C-03", "C-04", "C-05", "C-06", "C-07");
    private static final List<String> PANEL = List.of("A-01", "A-02", "A-03", "A-04", "A-05");

    private final Library library;
    private final Shelf shelf;
    private final Seeds seeds;
    private final String steward;
    private final Map<String, Long> ends = new TreeMap<>();
    private int proposed;
    private int byHand;

    Hearings(Library library, Shelf shelf, Seeds seeds, String steward) {
        this.library = library;
        this.shelf = shelf;
        this.seeds = seeds;
        this.steward = steward;
    }

    /** @param results of the last cycle @param items three items @param gate reviews what comes back */
    void play(List<JsonNode> results, List<Gate.Passed> items, Gate gate) {
        Map<String, String> proposals = new HashMap<>();
        results.forEach(result ->
                proposals.put(shelf.item(result).key(), result.path("proposal").asText()));
        List<String> doors = new ArrayList<>();
        for (Gate.Passed item : items) {
            doors.add(nominated(
                    item, proposals.getOrDefault(item.item().key(), "").equals("NOMINATE_RETIRE")));
        }
        pass(SOME_DAYS);
        contested(items.get(0), doors.get(0));
        contested(items.get(1), doors.get(1));
        answer(items.get(2), doors.get(2), "AGREE");
        appealed(items.get(0), doors.get(0), "REVERSE");
        end(doors.get(0), "REVERSED");
        appealed(items.get(1), doors.get(1), "UPHOLD");
        executed(items.get(1), doors.get(1));
        executed(items.get(2), doors.get(2));
        pass(Duration.ofDays(14));
        library.post(
                items.get(2).item().owner(),
                doors.get(2) + "/restoration",
                Map.of("text", "补充了两所村小的使用记录和新的活动步骤，申请恢复。"),
                200);
        gate.reviewAgain(items.get(2), () -> state(doors.get(2)).equals("RESTORED"));
        ends.merge("RESTORED", 1L, Long::sum);
    }

    private String nominated(Gate.Passed item, boolean proposal) {
        if (proposal) {
            for (JsonNode hearing : library.get(steward, "/retirements?resourceId=" + item.id())
                    .json()
                    .path("items")) {
                if (hearing.path("state").asText().equals("PROPOSED")) {
                    String door = "/retirements/" + hearing.path("id").asText();
                    library.post(steward, door + "/nomination", Map.of("hear", true, "reason", REASON), 200);
                    proposed++;
                    return door;
                }
            }
            throw new JourneyFailure("nothing is proposed for " + item.item().key());
        }
        byHand++;
        Map<String, Object> body = Map.of("resourceId", item.id(), "reasonCode", "LOW_VALUE", "reason", REASON);
        return "/retirements/"
                + library.post(steward, "/retirements", body, 201).text("/id");
    }

    private void contested(Gate.Passed item, String door) {
        answer(item, door, "CONTEST");
        await(door, "COMMITTEE");
        int voted = 0;
        for (String member : COMMITTEE) {
            if (vote(member, "COMMITTEE", item, voted < QUORUM ? "RETIRE" : "KEEP")) {
                voted++;
            }
        }
        if (voted < QUORUM) {
            throw new JourneyFailure("only " + voted + " of the committee could vote");
        }
        await(door, "DECIDED");
        pass(SOME_DAYS);
    }

    private void answer(Gate.Passed item, String door, String choice) {
        library.post(
                item.item().owner(), door + "/answer", Map.of("choice", choice, "text", "答复：" + choice + "。"), 200);
    }

    private void appealed(Gate.Passed item, String door, String ruling) {
        library.post(
                "SA-" + seeds.schoolOf(item.item().owner()),
                door + "/appeal",
                Map.of("text", "本校和两所村小每学期都用它上复习课，附上教案。"),
                200);
        await(door, "APPEAL");
        PANEL.forEach(member -> vote(member, "APPEAL", item, ruling));
    }

    /** Two persons, one after the other. */
    private void executed(Gate.Passed item, String door) {
        await(door, "EXECUTION");
        library.post(
                EXECUTORS.get(0),
                door + "/tombstone",
                Map.of("publicNote", "内容陈旧，请使用同单元的其他教学设计。", "replacements", List.of()),
                200);
        for (String person : EXECUTORS) {
            library.until(person, available("STEWARD"), answer -> !taskOf(answer.json(), item)
                    .isEmpty());
            vote(person, "STEWARD", item, "APPROVE");
        }
        end(door, "RETIRED");
    }

    private void end(String door, String state) {
        await(door, state);
        ends.merge(state, 1L, Long::sum);
    }

    /** @return false when the person is not asked, such as for a conflict of interest, or when all has been said */
    private boolean vote(String person, String kind, Gate.Passed item, String vote) {
        String task = taskOf(library.get(person, available(kind)).json(), item);
        if (task.isEmpty()) {
            return false;
        }
        library.post(
                person,
                "/review-tasks/" + task + "/decision",
                Map.of("vote", vote, "comment", "书面理由：已核对使用数据和作者答复。"),
                200);
        return true;
    }

    private static String available(String kind) {
        return "/review-tasks?queue=available&limit=100&kind=" + kind;
    }

    private static String taskOf(JsonNode page, Gate.Passed item) {
        for (JsonNode task : page.path("items")) {
            if (task.path("resourceId").asText().equals(item.id())) {
                return task.path("id").asText();
            }
        }
        return "";
    }

    private String state(String door) {
        return library.get(steward, door).text("/state");
    }

    private void await(String door, String state) {
        library.until(steward, door, answer -> answer.text("/state").equals(state));
    }

    private void pass(Duration time) {
        library.passTo(library.now().plus(time));
    }

    void tell(Figures figures) {
        figures.heading("听证 / Hearings");
        figures.put("系统提名并受理 / proposed by the evaluation, taken up", proposed)
                .put("人工提名 / nominated by a steward", byHand)
                .put("申诉 / appeals", 2)
                .put("结果 / ended as ", ends);
    }
}
