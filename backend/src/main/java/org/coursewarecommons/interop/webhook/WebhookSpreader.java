package org.coursewarecommons.interop.webhook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.interop.webhook.DeliveryRows.Event;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.sharing.Visibility;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Turns each change into deliveries to those who want it and may know of it. */
@Component
class WebhookSpreader {

    private static final int BATCH = 100;

    private final DeliveryRows deliveries;
    private final WebhookRows webhooks;
    private final CloudEvents cloudEvents;
    private final Visibility visibility;
    private final People people;

    WebhookSpreader(
            DeliveryRows deliveries,
            WebhookRows webhooks,
            CloudEvents cloudEvents,
            Visibility visibility,
            People people) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.cloudEvents = cloudEvents;
        this.visibility = visibility;
        this.people = people;
    }

    /** @return whether there may be more */
    @Transactional
    public boolean spread() {
        if (!deliveries.onlySpreader()) {
            return false;
        }
        List<Event> events = deliveries.unspread(BATCH);
        if (events.isEmpty()) {
            return false;
        }
        List<Webhook> listening = webhooks.listening();
        Map<UUID, Set<String>> standing = standing(listening);
        for (Event event : events) {
            for (Webhook webhook : listening) {
                WebhookEventType.of(event.before(), event.after(), standing.getOrDefault(webhook.ownerId(), Set.of()))
                        .filter(type -> webhook.events().contains(type.type()))
                        .ifPresent(type ->
                                deliveries.insert(webhook.id(), event, type.type(), cloudEvents.body(event, type)));
            }
        }
        deliveries.spread(events);
        return events.size() == BATCH;
    }

    /** Where owners stand today. A person who is no longer known stands nowhere. */
    private Map<UUID, Set<String>> standing(List<Webhook> listening) {
        Map<UUID, PersonSummary> persons = people.byIds(listening.stream()
                .filter(webhook -> !webhook.isClient())
                .map(Webhook::ownerId)
                .collect(Collectors.toSet()));
        Map<UUID, Set<String>> standing = new HashMap<>();
        for (Webhook webhook : listening) {
            standing.computeIfAbsent(
                    webhook.ownerId(),
                    id -> owner(webhook, persons).map(visibility::scopesOf).orElse(Set.of()));
        }
        return standing;
    }

    private static Optional<Actor> owner(Webhook webhook, Map<UUID, PersonSummary> persons) {
        if (webhook.isClient()) {
            return Optional.of(
                    new Actor(webhook.ownerId(), "", "", "", webhook.schoolId(), Set.of(Role.SCHOOL_CLIENT)));
        }
        return Optional.ofNullable(persons.get(webhook.ownerId()))
                .map(person -> new Actor(person.id(), "", "", person.name(), person.schoolId(), Set.of()));
    }
}
