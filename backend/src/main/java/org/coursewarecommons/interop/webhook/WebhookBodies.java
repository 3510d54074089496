package org.coursewarecommons.interop.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of {@code /webhooks}. */
final class WebhookBodies {

    private static final String TYPES = "org\\.coursewarecommons\\.resource\\.(published|updated|withdrawn)";

    private WebhookBodies() {}

    /** @param events missing: all */
    @Schema(name = "NewWebhook", description = "Where to be told, and of what / 订阅地址与事件")
    record New(
            @NotBlank @Size(max = 2000) @Schema(example = "https://school.example/hooks") @Nullable String url,
            @Size(min = 1, max = 10) @Nullable List<@NotNull @Size(max = 100) @Pattern(regexp = TYPES) String> events,
            @Size(max = 200) @Nullable String description) {}

    /** @param active false: nothing is kept for it; true also ends being disabled */
    @Schema(name = "WebhookEdit", description = "The whole subscription anew / 修改订阅")
    record Edit(
            @NotBlank @Size(max = 2000) @Nullable String url,
            @NotNull @Size(min = 1, max = 10) @Nullable
                    List<@NotNull @Size(max = 100) @Pattern(regexp = TYPES) String> events,
            @Size(max = 200) @Nullable String description,
            @NotNull @Nullable Boolean active) {}

    /**
     * @param reason why it is disabled: {@code failures} or {@code gone}
     * @param failures deliveries given up since the last one that arrived
     * @param secret only in the answer that made it
     */
    @Schema(name = "Webhook", description = "A subscription / 事件订阅")
    record Body(
            UUID id,
            @Size(max = 2000) String url,
            @Size(max = 10) List<@Size(max = 100) String> events,
            @Size(max = 200) @Nullable String description,
            Webhook.State state,
            @Size(max = 40) @Nullable String reason,
            int failures,
            @Size(max = 100) @Nullable String secret,
            @Nullable Instant previousSecretUntil,
            Instant createdAt) {}

    /** @param state PENDING, DELIVERED or FAILED; @param eventId the header {@code webhook-id} and the event's id */
    @Schema(name = "WebhookDelivery", description = "A delivery and its last try / 投递记录")
    record DeliveryBody(
            UUID id,
            UUID eventId,
            UUID resourceId,
            @Size(max = 100) String type,
            @Schema(allowableValues = {"PENDING", "DELIVERED", "FAILED"}) @Size(max = 20) String state,
            int attempts,
            @Nullable Instant nextTry,
            @Nullable Integer lastStatus,
            @Size(max = 200) @Nullable String lastError,
            Instant createdAt,
            @Nullable Instant deliveredAt) {}

    /** Which deliveries to send again: those named, or all since then; @param onlyFailed leaves out what has arrived */
    @Schema(name = "WebhookReplay", description = "What to send again / 重新投递")
    record Replay(
            @Size(min = 1, max = 1000) @Nullable List<@NotNull UUID> deliveryIds,
            @Nullable Instant since,
            @Nullable Boolean onlyFailed) {}

    /** @param replayed how many are sent again */
    @Schema(name = "WebhookReplayed")
    record Replayed(int replayed) {}

    static Body of(Webhook webhook, @Nullable String secret) {
        Instant until = webhook.previousUntil();
        return new Body(
                webhook.id(),
                webhook.url(),
                webhook.events(),
                webhook.description(),
                webhook.state(),
                webhook.reason(),
                webhook.failures(),
                secret,
                until != null && until.isAfter(Instant.now()) ? until : null,
                webhook.createdAt());
    }

    static DeliveryBody of(DeliveryRows.Delivery delivery) {
        return new DeliveryBody(
                delivery.id(),
                delivery.eventId(),
                delivery.resourceId(),
                delivery.type(),
                delivery.state(),
                delivery.attempts(),
                delivery.state().equals("PENDING") ? delivery.nextTry() : null,
                delivery.lastStatus(),
                delivery.lastError(),
                delivery.createdAt(),
                delivery.deliveredAt());
    }
}
