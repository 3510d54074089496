package org.coursewarecommons.supply;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coursewarecommons.identity.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is missing: no secret, since whoever reads it might make it. */
@RestController
@RequestMapping("/api/v1/gaps")
@Tag(name = "supply")
class GapController {

    private final Gaps gaps;

    GapController(Gaps gaps) {
        this.gaps = gaps;
    }

    /**
     * @param requestsCounted whether the priorities count what teachers asked for
     * @param estimated the shortage of teachers is made from the teachers of a school and the hours of a subject
     */
    @Schema(name = "GapList", description = "待补充的学科年级,按优先级")
    record GapList(@Size(max = 200) List<Gap> items, int total, boolean requestsCounted, boolean estimated) {}

    /**
     * A subject and grade without any item for the whole district.
     *
     * @param anyScope items that only a school or collective has
     * @param ruralShortage 0–1: share of rural schools without a full post for the subject
     */
    @Schema(name = "Gap")
    record Gap(
            @Schema(maxLength = 20) String subject,
            @Schema(maxLength = 10) String grade,
            long anyScope,
            boolean smallSubject,
            double ruralShortage,
            long requests,
            long openCommissions,
            double priority) {}

    @GetMapping
    @Operation(operationId = "listGaps", summary = "Uncovered subjects and grades, most pressing first / 缺口清单")
    GapList list(
            Actor actor,
            @Parameter(schema = @Schema(maxLength = 20)) @RequestParam(required = false) @Nullable String subject) {
        List<Gap> open = gaps.open().stream()
                .filter(gap -> subject == null || gap.subject().equals(subject))
                .map(gap -> new Gap(
                        gap.subject(),
                        gap.grade(),
                        gap.any(),
                        gap.small(),
                        gap.ruralShortage(),
                        gap.requests(),
                        gap.openCommissions(),
                        gap.priority()))
                .toList();
        return new GapList(open, open.size(), true, true);
    }
}
