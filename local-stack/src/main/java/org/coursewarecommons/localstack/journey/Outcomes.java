package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.coursewarecommons.localstack.journey.JourneyPlan.Expected;
import org.jspecify.annotations.Nullable;

/** A submission after a round, as its author sees it: what came out, the points, the remarks, and nobody's name. */
final class Outcomes {

    /** Points are shown with two decimals. */
    private static final double ROUNDING = 0.0051;

    private Outcomes() {}

    static void check(Answer answer, Expected expected) {
        answer.require("/state", expected.state());
        answer.require("/outcome", expected.outcome());
        points(answer.json().path("composite").asDouble(), expected.composite(), "the composite");
        points(mean(answer, "X"), expected.technician(), "the technician's points");
        points(mean(answer, "E"), expected.expert(), "the experts' points");
        points(mean(answer, "T"), expected.teacher(), "the teachers' points");
        for (JsonNode sheet : answer.json().path("sheets")) {
            Answer.require(sheet.path("reviewer").isNull(), "the author sees a reviewer's name");
            Answer.require(sheet.path("comment").isTextual(), "the author does not see a comment");
        }
        if (expected.confirmedVeto() != null) {
            answer.require("/vetoes/0/code", expected.confirmedVeto());
            answer.require("/vetoes/0/confirmed", true);
            Answer.require(!answer.text("/vetoes/0/reason").isEmpty(), "the author does not see the reason");
        }
    }

    /** Lines for people. */
    static List<String> describe(Answer answer) {
        List<String> lines = new ArrayList<>();
        lines.add(answer.text("/outcome") + "  综合分 / composite " + answer.text("/composite") + "  X "
                + String.format(
                        Locale.ROOT, "%.2f  E %.2f  T %.2f", mean(answer, "X"), mean(answer, "E"), mean(answer, "T")));
        for (JsonNode sheet : answer.json().path("sheets")) {
            if (sheet.path("round").asInt() == answer.json().path("round").asInt()) {
                lines.add(sheet.path("form").asText() + "  "
                        + sheet.path("formScore").asText() + "  "
                        + sheet.path("comment").asText());
            }
        }
        for (JsonNode veto : answer.json().path("vetoes")) {
            lines.add(veto.path("code").asText() + "  " + veto.path("place").asText() + "  "
                    + veto.path("reason").asText());
        }
        return lines;
    }

    /** Of the last round and level that has such sheets: a technician's result may stand from the level below. */
    private static double mean(Answer answer, String form) {
        String last = "";
        var points = new DoubleSummaryStatistics();
        for (JsonNode sheet : answer.json().path("sheets")) {
            String stage = sheet.path("round").asText() + sheet.path("level").asText();
            if (!sheet.path("form").asText().equals(form) || stage.compareTo(last) < 0) {
                continue;
            }
            if (stage.compareTo(last) > 0) {
                points = new DoubleSummaryStatistics();
                last = stage;
            }
            if (!sheet.path("replaced").asBoolean()) {
                points.accept(sheet.path("formScore").asDouble());
            }
        }
        return points.getAverage();
    }

    private static void points(double found, @Nullable Double expected, String what) {
        if (expected != null) {
            Answer.require(Math.abs(found - expected) <= ROUNDING, what + " is " + found + ", expected " + expected);
        }
    }
}
