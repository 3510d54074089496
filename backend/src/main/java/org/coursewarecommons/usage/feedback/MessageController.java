package org.coursewarecommons.usage.feedback;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.usage.feedback.MessageBodies.ReplyView;
import org.coursewarecommons.usage.feedback.MessageBodies.View;
import org.coursewarecommons.usage.feedback.MessageBodies.WithReplies;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 线上留言: errors, requests, complaints, thanks. */
@Tag(name = "feedback", description = "Messages and questionnaires / 留言与问卷")
@RestController
@RequestMapping("/api/v1/messages")
class MessageController {

    private final MessageService messages;
    private final DomainClock clock;

    MessageController(MessageService messages, DomainClock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", content = @Content)
    @Operation(operationId = "writeMessage", summary = "Write to the library / 留言")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<View> write(@RequestBody MessageBodies.New body, Actor actor) {
        Message message = messages.write(body, actor);
        return ResponseEntity.created(URI.create("/api/v1/messages/" + message.id()))
                .eTag(IfMatch.eTag(message.revision()))
                .body(view(message, actor));
    }

    @Operation(
            operationId = "listMessages",
            summary = "Messages: all for the staff, else what I wrote or was given; newest first / 留言列表")
    @GetMapping
    Page<View> list(
            @RequestParam(required = false) Message.@Nullable State state,
            @RequestParam(required = false) Message.@Nullable Topic topic,
            @RequestParam(required = false) @Nullable UUID resourceId,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "false") boolean overdue,
            PageRequest page,
            Actor actor) {
        MessageRows.Filter filter = new MessageRows.Filter(
                actor.id(), MessageService.isStaff(actor), mine, state, topic, resourceId, overdue, clock.now());
        return messages.list(filter, page).map(message -> view(message, actor));
    }

    @Operation(operationId = "getMessage", summary = "A message and what was said about it / 留言详情")
    @GetMapping("/{id}")
    ResponseEntity<WithReplies> get(@PathVariable UUID id, Actor actor) {
        Message message = messages.get(id, actor);
        List<ReplyView> replies = messages.replies(message).stream()
                .map(it -> new ReplyView(it.id(), it.staff() ? "STAFF" : "AUTHOR", it.body(), it.createdAt()))
                .toList();
        return ResponseEntity.ok()
                .eTag(IfMatch.eTag(message.revision()))
                .body(new WithReplies(view(message, actor), replies));
    }

    @Operation(operationId = "triageMessage", summary = "Sort a message; confirm or end a defect / 分派留言、认定差错")
    @PostMapping("/{id}/triage")
    @Idempotent
    ResponseEntity<View> triage(@PathVariable UUID id, @RequestBody MessageBodies.Triage body, Actor actor) {
        return ResponseEntity.ok(view(messages.triage(id, body, actor), actor));
    }

    @Operation(operationId = "replyToMessage", summary = "Answer, or add to one's own message / 回复留言")
    @PostMapping("/{id}/replies")
    @Idempotent
    ResponseEntity<View> reply(@PathVariable UUID id, @RequestBody MessageBodies.Reply body, Actor actor) {
        return ResponseEntity.ok(view(messages.reply(id, body.text(), actor), actor));
    }

    @Operation(
            operationId = "closeMessage",
            summary = "The matter is settled / 办结留言",
            description = "Refused while a confirmed defect is open, unless the staff says what became of it."
                    + " / 差错仍处于已认定状态时须由工作人员说明结果,否则不能办结。")
    @PostMapping("/{id}/closure")
    @Idempotent
    ResponseEntity<View> close(
            @PathVariable UUID id, @RequestBody(required = false) MessageBodies.@Nullable Closure body, Actor actor) {
        return ResponseEntity.ok(view(messages.close(id, body == null ? null : body.defect(), actor), actor));
    }

    private View view(Message message, Actor actor) {
        boolean mine = message.authorId().equals(actor.id());
        boolean staff = MessageService.isStaff(actor);
        Instant due = message.due();
        return new View(
                message.id(),
                message.topic(),
                message.resourceId(),
                message.subject(),
                message.grade(),
                message.body(),
                mine || staff ? message.contact() : null,
                mine,
                message.state(),
                message.defect(),
                message.assigneeId(),
                message.createdAt(),
                due,
                due != null && due.isBefore(clock.now()),
                actions(message, mine, staff, actor));
    }

    private static List<String> actions(Message message, boolean mine, boolean staff, Actor actor) {
        List<String> actions = new ArrayList<>();
        boolean open = message.state() != Message.State.CLOSED;
        if (open || mine) {
            actions.add("reply");
        }
        if (open && staff) {
            actions.add("triage");
        }
        if (open && (mine || staff || actor.id().equals(message.assigneeId()))) {
            actions.add("close");
        }
        return actions;
    }
}
