package org.coursewarecommons.notification;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * The open streams of this backend. Each second one short query for all of them fetches what is new; the database is the
 * only source, so it doesn't matter which backend wrote it, and a listener who comes back misses nothing.
 */
@Component
class EventStream {

    private static final int AT_ONCE = 100;
    /** A person's eleventh tab is refused rather than served slowly. */
    static final int MAX_PER_PERSON = 10;

    private final ItemRows items;
    private final Texts texts;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    EventStream(ItemRows items, Texts texts) {
        this.items = items;
        this.texts = texts;
    }

    /** @param after the last item that the listener has; null: only what comes from now on */
    void open(SseEmitter emitter, UUID personId, Place after, Locale locale) {
        Listener listener = new Listener(emitter, personId, locale, after);
        emitter.onCompletion(() -> listeners.remove(listener));
        emitter.onTimeout(emitter::complete);
        listeners.add(listener);
    }

    boolean isFull(UUID personId) {
        return listeners.stream()
                        .filter(listener -> listener.personId.equals(personId))
                        .count()
                >= MAX_PER_PERSON;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void tell() {
        List<Listener> all = List.copyOf(listeners);
        if (all.isEmpty()) {
            return;
        }
        items.since(
                        all.stream().map(listener -> listener.personId).toList(),
                        all.stream().map(listener -> listener.place).toList(),
                        AT_ONCE)
                .forEach((number, news) -> tell(all.get(number), news));
    }

    /** Also finds out who has gone: a comment cannot be sent to a closed connection. */
    @Scheduled(fixedDelayString = "PT15S")
    void keepAlive() {
        listeners.forEach(listener -> send(listener, SseEmitter.event().comment("")));
    }

    private void tell(Listener listener, List<Item> news) {
        for (Item item : news) {
            SseEventBuilder event = SseEmitter.event()
                    .id(item.streamId())
                    .name("notice")
                    .data(InboxController.ItemView.of(item, texts, listener.locale), MediaType.APPLICATION_JSON);
            if (!send(listener, event)) {
                return;
            }
            listener.place = new Place(item.tx(), item.id());
        }
    }

    private boolean send(Listener listener, SseEventBuilder event) {
        try {
            listener.emitter.send(event);
            return true;
        } catch (IOException | IllegalStateException gone) {
            listeners.remove(listener);
            return false;
        }
    }

    /** Behind an item of the stream. */
    record Place(long tx, UUID id) {

        static final UUID FIRST = new UUID(0, 0);

        static Place from(long tx) {
            return new Place(tx, FIRST);
        }

        /** @param eventId as sent with an item @throws IllegalArgumentException when it is none of ours */
        static Place parse(String eventId) {
            List<String> parts = List.of(eventId.split("-", 2));
            if (parts.size() != 2) {
                throw new IllegalArgumentException("no event id");
            }
            return new Place(Long.parseLong(parts.get(0)), UUID.fromString(parts.get(1)));
        }
    }

    private static final class Listener {

        private final SseEmitter emitter;
        private final UUID personId;
        private final Locale locale;
        private volatile Place place;

        Listener(SseEmitter emitter, UUID personId, Locale locale, Place place) {
            this.emitter = emitter;
            this.personId = personId;
            this.locale = locale;
            this.place = place;
        }
    }
}
