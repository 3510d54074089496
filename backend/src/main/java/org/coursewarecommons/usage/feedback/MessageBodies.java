package org.coursewarecommons.usage.feedback;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.Code;
import org.jspecify.annotations.Nullable;

/** What the doors of messages take and give. */
final class MessageBodies {

    static final int MOST = 2000;

    private MessageBodies() {}

    /**
     * A message to the library.
     *
     * @param resourceId required for ERROR, RIGHTS and PRIVACY
     * @param subject required for REQUEST
     * @param contact how to be reached; only the staff sees it
     */
    @Schema(name = "NewMessage", description = "线上留言")
    record New(
            @NotNull Message.Topic topic,
            @Nullable UUID resourceId,
            @Nullable @Code("subjects") @Schema(example = "YS-YL") String subject,
            @Nullable @Code("grades") @Schema(example = "G03") String grade,
            @NotBlank @Size(max = MOST) @Schema(example = "第 3 页的分数写错了。") String text,
            @Nullable @Size(min = 1, max = 200) String contact) {}

    /** How the staff sorts a message; what is left out stays. */
    @Schema(name = "MessageTriage", description = "留言分派")
    record Triage(Message.@Nullable Topic topic, @Nullable UUID assigneeId, Message.@Nullable Defect defect) {}

    /**
     * The end of a message.
     *
     * @param defect what became of a confirmed error, which has to be said: FIXED, or NONE when it was no error after
     *     all; for the staff to say
     */
    @Schema(name = "MessageClosure", description = "办结留言")
    record Closure(Message.@Nullable Defect defect) {}

    @Schema(name = "NewMessageReply", description = "回复留言")
    record Reply(@NotBlank @Size(max = MOST) @Schema(example = "已更正,感谢指出。") String text) {}

    /** @param by AUTHOR or STAFF; no names */
    @Schema(name = "MessageReply", description = "留言回复")
    record ReplyView(
            UUID id,
            @Schema(allowableValues = {"AUTHOR", "STAFF"}) String by,
            @Schema(maxLength = MOST) String text,
            Instant at) {}

    /**
     * A message as the caller may see it.
     *
     * @param mine whether the caller wrote it
     * @param contact for the staff only
     * @param due the end of the clock that runs now; null when closed
     * @param actions what the caller may do now: reply, triage, close
     */
    @Schema(name = "Message", description = "线上留言")
    record View(
            UUID id,
            Message.Topic topic,
            @Nullable UUID resourceId,
            @Nullable @Schema(maxLength = 20) String subject,
            @Nullable @Schema(maxLength = 20) String grade,
            @Schema(maxLength = MOST) String text,
            @Nullable @Schema(maxLength = 200) String contact,
            boolean mine,
            Message.State state,
            Message.Defect defect,
            @Nullable UUID assigneeId,
            Instant createdAt,
            @Nullable Instant due,
            boolean overdue,
            @Schema(maxLength = 3) List<String> actions) {}

    /** A message with what was said about it, oldest first. */
    @Schema(name = "MessageWithReplies", description = "留言及回复")
    record WithReplies(View message, @Schema(maxLength = 1000) List<ReplyView> replies) {}
}
