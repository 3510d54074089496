package org.coursewarecommons.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Locale;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Notices as they come. */
@Tag(name = "inbox")
@RestController
@RequestMapping("/api/v1/events")
class EventController {

    /** Browsers connect again by themselves; so a token is looked at again at least this often. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final EventStream stream;
    private final ItemRows items;

    EventController(EventStream stream, ItemRows items) {
        this.stream = stream;
        this.items = items;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ApiResponse(responseCode = "400", content = @Content)
    @Operation(
            operationId = "streamEvents",
            summary = "My notices as they come (SSE) / 实时消息",
            description =
                    "Event `notice` with an inbox item as data. With `Last-Event-ID` everything since is sent first. "
                            + "The stream ends after ten minutes; clients connect again.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The stream",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(type = "string", maxLength = 1_000_000))))
    SseEmitter open(
            @RequestHeader(name = "Last-Event-ID", required = false) @Schema(maxLength = 80) @Nullable
                    String lastEventId,
            Actor actor,
            Locale locale) {
        EventStream.Place place = place(lastEventId);
        if (stream.isFull(actor.id())) {
            throw new ProblemException(NotificationProblem.TOO_MANY_STREAMS, EventStream.MAX_PER_PERSON);
        }
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        stream.open(emitter, actor.id(), place, locale);
        return emitter;
    }

    private EventStream.Place place(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return EventStream.Place.from(items.now());
        }
        try {
            return EventStream.Place.parse(lastEventId);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("Last-Event-ID", "cursor");
        }
    }
}
