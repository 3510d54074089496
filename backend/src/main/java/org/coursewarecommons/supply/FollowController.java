package org.coursewarecommons.supply;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Following schools, groups and alliances, subjects and authors. */
@RestController
@RequestMapping("/api/v1/follows")
@Tag(name = "supply", description = "Recommendations, gaps, commissions, following / 精准供给")
class FollowController {

    private static final int MAX_TARGET = 40;

    private final Follows follows;

    FollowController(Follows follows) {
        this.follows = follows;
    }

    /** What can be followed. */
    @Schema(enumAsRef = true)
    enum FollowKind {
        SCHOOL,
        COLLECTIVE,
        SUBJECT,
        AUTHOR
    }

    /** @param target id of a school, collective or person, or code of a subject */
    @Schema(name = "Follow", description = "关注")
    record FollowBody(FollowKind kind, @Schema(maxLength = MAX_TARGET) String target, Instant since) {}

    @GetMapping
    @Operation(operationId = "listFollows", summary = "What I follow / 我的关注")
    Page<FollowBody> list(Actor actor) {
        return Page.whole(follows.of(actor));
    }

    @PutMapping("/{kind}/{target}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "follow",
            summary = "Be told of new publications; at most 100 / 关注并接收新资源通知",
            description = "The target is an id, for SUBJECT a code; following twice is the same as once.")
    void follow(
            Actor actor,
            @PathVariable FollowKind kind,
            @Parameter(schema = @Schema(maxLength = MAX_TARGET)) @PathVariable String target) {
        follows.add(actor, kind, target);
    }

    @DeleteMapping("/{kind}/{target}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "unfollow", summary = "No longer follow / 取消关注")
    void unfollow(
            Actor actor,
            @PathVariable FollowKind kind,
            @Parameter(schema = @Schema(maxLength = MAX_TARGET)) @PathVariable String target) {
        follows.remove(actor, kind, target);
    }
}
