package org.coursewarecommons.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.worklist.Decision;
import org.jspecify.annotations.Nullable;

/** Finds every fault of a filled form at once. */
class SheetCheck {

    private static final int LOWEST = 1;
    private static final int HIGHEST = 5;
    private static final int POOR = 2;
    private static final int COMMENT_LENGTH = 10;

    private final Rubric rubric;
    private final @Nullable String type;
    private final Map<String, VetoRule> vetoRules;
    private final Set<UUID> fileIds;

    /**
     * @param type of the resource: some dimensions don't exist for some types
     * @param fileIds of the version, which remarks may point at
     */
    SheetCheck(Rubric rubric, @Nullable String type, Map<String, VetoRule> vetoRules, Set<UUID> fileIds) {
        this.rubric = rubric;
        this.type = type;
        this.vetoRules = Map.copyOf(vetoRules);
        this.fileIds = Set.copyOf(fileIds);
    }

    List<Fault> faults(Decision decision) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Rubric.Dimension> dimensions = rubric.dimensionsFor(type).stream()
                .collect(Collectors.toMap(Rubric.Dimension::id, dimension -> dimension));
        scores(decision, dimensions, faults);
        notApplicable(decision, dimensions, faults);
        comment(decision, faults);
        vetoes(decision, faults);
        remarks(decision, faults);
        if (decision.vote() != null) {
            faults.add(Fault.of("/vote", "not-on-this-task"));
        }
        return faults;
    }

    private void scores(Decision decision, Map<String, Rubric.Dimension> dimensions, List<Fault> faults) {
        for (Rubric.Dimension dimension : rubric.dimensionsFor(type)) {
            boolean given = decision.scores().get(dimension.id()) != null;
            if (!given && !decision.notApplicable().contains(dimension.id())) {
                faults.add(Fault.of("/scores/" + dimension.id(), "required"));
            }
        }
        decision.scores().forEach((id, score) -> {
            String pointer = "/scores/" + id.replace("~", "~0").replace("/", "~1");
            if (!dimensions.containsKey(id)) {
                faults.add(Fault.of(pointer, "no-such-dimension", rubric.form()));
            } else if (score != null && (score < LOWEST || score > HIGHEST)) {
                faults.add(Fault.of(pointer, "range", LOWEST, HIGHEST));
            }
        });
    }

    private void notApplicable(Decision decision, Map<String, Rubric.Dimension> dimensions, List<Fault> faults) {
        for (int i = 0; i < decision.notApplicable().size(); i++) {
            String id = decision.notApplicable().get(i);
            Rubric.Dimension dimension = dimensions.get(id);
            if (dimension == null) {
                faults.add(Fault.of("/notApplicable/" + i, "no-such-dimension", rubric.form()));
            } else if (!dimension.optional()) {
                faults.add(Fault.of("/notApplicable/" + i, "must-be-scored", id));
            } else if (decision.scores().get(id) != null) {
                faults.add(Fault.of("/notApplicable/" + i, "scored-too", id));
            }
        }
    }

    private static void comment(Decision decision, List<Fault> faults) {
        boolean remarkable = decision.scores().values().stream()
                .anyMatch(score -> score != null && (score <= POOR || score == HIGHEST));
        String comment = decision.comment() == null ? "" : decision.comment().strip();
        if (remarkable && comment.codePointCount(0, comment.length()) < COMMENT_LENGTH) {
            faults.add(Fault.of("/comment", "comment-required", COMMENT_LENGTH));
        }
    }

    private void vetoes(Decision decision, List<Fault> faults) {
        for (int i = 0; i < decision.vetoes().size(); i++) {
            Decision.Veto veto = decision.vetoes().get(i);
            String pointer = "/vetoes/" + i;
            if (isBlank(veto.code())) {
                faults.add(Fault.of(pointer + "/code", "required"));
            } else {
                VetoRule rule = vetoRules.get(String.valueOf(veto.code()));
                if (rule == null) {
                    faults.add(Fault.of(pointer + "/code", "unknown-code", veto.code()));
                } else if (!rule.raisedBy().contains(rubric.role().name())) {
                    faults.add(Fault.of(pointer + "/code", "veto-not-yours", veto.code()));
                }
            }
            require(veto.place(), pointer + "/place", faults);
            require(veto.reason(), pointer + "/reason", faults);
        }
    }

    private void remarks(Decision decision, List<Fault> faults) {
        for (int i = 0; i < decision.remarks().size(); i++) {
            Decision.Remark remark = decision.remarks().get(i);
            if (remark.file() != null && !fileIds.contains(remark.file())) {
                faults.add(Fault.of("/remarks/" + i + "/file", "unknown-file"));
            }
            require(remark.text(), "/remarks/" + i + "/text", faults);
        }
    }

    private static void require(@Nullable String text, String pointer, List<Fault> faults) {
        if (isBlank(text)) {
            faults.add(Fault.of(pointer, "required"));
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
