package org.coursewarecommons.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the caller was told. */
@Tag(name = "inbox", description = "Notices, mail settings and the live stream / 消息通知")
@RestController
@RequestMapping("/api/v1/inbox")
class InboxController {

    private final ItemRows items;
    private final Texts texts;
    private final DomainClock clock;

    InboxController(ItemRows items, Texts texts, DomainClock clock) {
        this.items = items;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * A notice in the reader's language.
     *
     * @param path of the thing to look at, below {@code /api/v1}
     */
    @Schema(name = "InboxItem")
    record ItemView(
            UUID id,
            @Schema(maxLength = 100, example = "submission.published") String topic,
            TopicGroup group,
            @Schema(maxLength = 1000) String title,
            @Schema(maxLength = 4000) String text,
            @Schema(maxLength = 200) String path,
            UUID subjectId,
            Instant at,
            @Nullable Instant readAt) {

        static ItemView of(Item item, Texts texts, Locale locale) {
            return new ItemView(
                    item.id(),
                    item.topic(),
                    TopicGroup.of(item.topic()),
                    texts.title(item, locale),
                    texts.body(item, locale),
                    item.path(),
                    item.subjectId(),
                    item.at(),
                    item.readAt());
        }
    }

    /** @param ids null: all of mine. Ids that aren't the caller's, or are read already, are passed over */
    @Schema(name = "InboxReadInput")
    record ReadBody(@Size(min = 1, max = 100) @Nullable List<UUID> ids) {}

    /** @param marked how many were unread before; @param unread how many still are */
    @Schema(name = "InboxReadAnswer")
    record ReadAnswer(int marked, long unread) {}

    @GetMapping
    @Operation(operationId = "listInbox", summary = "My notices, newest first / 我的通知")
    Page<ItemView> list(
            @RequestParam(defaultValue = "false") boolean unread, PageRequest page, Actor actor, Locale locale) {
        List<Item> rows = items.page(actor.id(), unread, page);
        return Page.cut(
                        rows,
                        page,
                        items.count(actor.id(), unread),
                        item -> List.of(item.id().toString()))
                .map(item -> ItemView.of(item, texts, locale));
    }

    @PostMapping("/read")
    @Transactional
    @Operation(operationId = "markInboxRead", summary = "Mark notices as read / 标为已读")
    public ReadAnswer read(@RequestBody ReadBody body, Actor actor) {
        int marked = items.markRead(actor.id(), body.ids(), clock.now());
        return new ReadAnswer(marked, items.count(actor.id(), true));
    }
}
