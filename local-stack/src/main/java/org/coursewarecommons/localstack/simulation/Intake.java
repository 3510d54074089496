package org.coursewarecommons.localstack.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.coursewarecommons.localstack.journey.Call;

/** Reports uses in batches, as apps do that were offline: each sender its own. */
final class Intake {

    private static final int BATCH = 500;

    private final Library library;
    private final Shelf shelf;
    private final Map<String, Long> rejected = new TreeMap<>();
    private long accepted;

    Intake(Library library, Shelf shelf) {
        this.library = library;
        this.shelf = shelf;
    }

    private record Sender(String who, String program) {}

    /** @param again events that are reported a second time and must not count twice */
    void send(List<Use> uses, int again) {
        Map<Sender, List<Use>> bySender = new LinkedHashMap<>();
        uses.forEach(use -> bySender.computeIfAbsent(new Sender(use.sender(), use.program()), key -> new ArrayList<>())
                .add(use));
        List<Callable<JsonNode>> works = new ArrayList<>();
        bySender.forEach((sender, own) -> {
            for (int from = 0; from < own.size(); from += BATCH) {
                List<Map<String, Object>> bodies = own.subList(from, Math.min(own.size(), from + BATCH)).stream()
                        .map(use -> Library.body(use, shelf.id(use.item())))
                        .toList();
                works.add(() -> send(sender, bodies));
            }
        });
        Library.together(works).forEach(this::count);
        uses.stream().limit(again).forEach(use -> {
            JsonNode receipt =
                    send(new Sender(use.sender(), use.program()), List.of(Library.body(use, shelf.id(use.item()))));
            if (receipt.path("accepted").asInt() != 1) {
                throw new IllegalStateException("a repeat is not taken for one: " + receipt);
            }
        });
    }

    /** What no client should send: unknown items, times to come and long past. */
    void sendBad(String person, String item, Instant now) {
        String id = shelf.id(item);
        List<Map<String, Object>> bodies = List.of(
                bad(UUID.nameUUIDFromBytes(new byte[] {1}).toString(), now.minusSeconds(60)),
                bad(id, now.plusSeconds(86_400)),
                bad(id, now.minusSeconds(86_400L * 500)));
        count(send(new Sender(person, ""), bodies));
    }

    private static Map<String, Object> bad(String resource, Instant at) {
        return Map.of("eventId", UUID.randomUUID(), "resourceId", resource, "verb", "VIEW", "at", at.toString());
    }

    private JsonNode send(Sender sender, List<Map<String, Object>> bodies) {
        Call call = library.as(sender.who(), "POST", "/usage-events").json(bodies);
        if (!sender.program().isEmpty()) {
            call.header("User-Agent", sender.program());
        }
        return Library.expect(call, 202).json();
    }

    private void count(JsonNode receipt) {
        accepted += receipt.path("accepted").asLong();
        receipt.path("rejected").forEach(one -> rejected.merge(one.path("code").asText(), 1L, Long::sum));
    }

    long accepted() {
        return accepted;
    }

    Map<String, Long> rejected() {
        return rejected;
    }
}
