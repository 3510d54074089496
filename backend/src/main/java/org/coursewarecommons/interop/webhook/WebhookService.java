package org.coursewarecommons.interop.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Subscriptions. Addresses are looked up before any transaction begins. */
@Service
class WebhookService {

    private static final int MAX = 10;

    private static final Role[] SUBSCRIBERS = {
        Role.SCHOOL_CLIENT, Role.SCHOOL_ADMIN, Role.COLLECTIVE_STEWARD, Role.DISTRICT_STEWARD
    };

    private final WebhookRows rows;
    private final DeliveryRows deliveries;
    private final WebhookTargets targets;
    private final WebhookProperties properties;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    WebhookService(
            WebhookRows rows,
            DeliveryRows deliveries,
            WebhookTargets targets,
            WebhookProperties properties,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.targets = targets;
        this.properties = properties;
        this.events = events;
        this.transaction = transaction;
    }

    List<Webhook> own(Actor actor) {
        return rows.ofOwner(actor.id());
    }

    /** @throws ProblemException 404 unless it is the caller's */
    Webhook find(UUID id, Actor actor) {
        return rows.find(id, actor.id()).orElseThrow(ProblemException::notFound);
    }

    Webhook create(WebhookBodies.New body, Actor actor) {
        actor.require(SUBSCRIBERS);
        String url = targets.require(String.valueOf(body.url())).toString();
        Webhook webhook = new Webhook(
                Ids.next(),
                actor.id(),
                actor.isClient() ? actor.schoolId() : null,
                actor.isClient(),
                url,
                body.events() == null ? WebhookEventType.all() : body.events(),
                body.description(),
                Webhook.State.ACTIVE,
                null,
                WebhookSignature.newSecret(),
                null,
                null,
                0,
                1,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        transaction.executeWithoutResult(status -> {
            if (rows.ofOwner(actor.id()).size() >= MAX) {
                throw new ProblemException(WebhookProblem.TOO_MANY_WEBHOOKS, MAX);
            }
            rows.insert(webhook);
            events.publishEvent(new WebhookChanged(webhook.id(), "made"));
        });
        return webhook;
    }

    Webhook edit(UUID id, WebhookBodies.Edit body, IfMatch ifMatch, Actor actor) {
        find(id, actor);
        String url = targets.require(String.valueOf(body.url())).toString();
        return change(
                id,
                ifMatch,
                "edited",
                actor,
                known -> rows.edit(
                        id,
                        url,
                        body.events() == null ? known.events() : body.events(),
                        body.description(),
                        Boolean.TRUE.equals(body.active()) ? Webhook.State.ACTIVE : Webhook.State.PAUSED));
    }

    /** A new secret; the one before signs beside it for a while. */
    Webhook rotate(UUID id, Actor actor) {
        Instant until = Instant.now().plus(properties.rotation()).truncatedTo(ChronoUnit.MICROS);
        return change(id, null, "rotated", actor, known -> rows.rotate(id, WebhookSignature.newSecret(), until));
    }

    void delete(UUID id, IfMatch ifMatch, Actor actor) {
        transaction.executeWithoutResult(status -> {
            ifMatch.require(locked(id, actor).revision());
            rows.delete(id);
            events.publishEvent(new WebhookChanged(id, "deleted"));
        });
    }

    int replay(UUID id, WebhookBodies.Replay body, Actor actor) {
        find(id, actor);
        if ((body.deliveryIds() == null) == (body.since() == null)) {
            throw ProblemException.invalid("/deliveryIds", "replay-one-of");
        }
        Integer replayed = transaction.execute(status -> {
            events.publishEvent(new WebhookChanged(id, "replayed"));
            return deliveries.replay(id, body.deliveryIds(), body.since(), Boolean.TRUE.equals(body.onlyFailed()));
        });
        return replayed == null ? 0 : replayed;
    }

    private Webhook change(
            UUID id,
            @Nullable IfMatch ifMatch,
            String cause,
            Actor actor,
            java.util.function.Consumer<Webhook> change) {
        Webhook changed = transaction.execute(status -> {
            Webhook known = locked(id, actor);
            if (ifMatch != null) {
                ifMatch.require(known.revision());
            }
            change.accept(known);
            events.publishEvent(new WebhookChanged(id, cause));
            return locked(id, actor);
        });
        return java.util.Objects.requireNonNull(changed);
    }

    private Webhook locked(UUID id, Actor actor) {
        return rows.lock(id)
                .filter(webhook -> webhook.ownerId().equals(actor.id()))
                .orElseThrow(ProblemException::notFound);
    }
}
