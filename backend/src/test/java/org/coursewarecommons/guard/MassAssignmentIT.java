package org.coursewarecommons.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;

/** Fields that a body has no business with are refused by name at every door that takes JSON. */
@IntegrationTest
class MassAssignmentIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What somebody would like to set, and each of them no door's own. */
    private static final List<String> FOREIGN = List.of(
            "ownerId", "isAdmin", "roles", "revision", "publishedAt", "createdAt", "tenantId", "$where", "__proto__");

    /** Refused unless the very body has such a field. */
    private static final List<String> OFTEN =
            List.of("id", "state", "scopes", "schoolId", "effect", "version", "actions");

    private static final Map<String, String> STATES = Map.of(
            "patchResource", "draft",
            "editCollection", "collection",
            "editOrganisation", "unit",
            "editPairing", "pairing",
            "editQuestionnaire", "none");

    private static @Nullable Map<String, Door> doors;

    private final ApplicationContext context;
    private final Knock knock;
    private final Fixtures fixtures;

    MassAssignmentIT(ApplicationContext context) {
        this.context = context;
        knock = new Knock(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        fixtures = new Fixtures(context);
    }

    private Map<String, Door> doors() {
        Map<String, Door> known = doors;
        if (known == null) {
            known = Doors.of(context, new Publishing(context).api());
            doors = known;
        }
        return known;
    }

    @Test
    void everyDoorThatTakesJsonRefusesForeignFieldsByName() {
        List<String> taken = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        List<Door> writes = doors().values().stream()
                .filter(door -> door.bodyType() != null && door.bodyType().endsWith("json"))
                // xAPI lets platforms put more into a statement than we read.
                .filter(door -> !door.key().equals("storeXapiStatements"))
                .toList();
        for (Door door : writes) {
            Reply reply = send(door);
            List<String> missing = unnamed(door, reply);
            // A merge patch is read after the thing it changes; of some kinds these fixtures make none.
            boolean nothingThere = door.bodyType() != null
                    && door.bodyType().contains("merge-patch")
                    && reply.status() == 404
                    && !STATES.containsKey(door.key());
            if (nothingThere) {
                unread.add(door.key());
            } else if (reply.status() != 422 || !missing.isEmpty()) {
                taken.add(door.key() + " does not name " + missing + ": " + reply);
            }
        }
        assertThat(unread).as("doors that were not reached").hasSizeLessThan(5);
        assertThat(writes).hasSizeGreaterThan(60);
        assertThat(taken).isEmpty();
    }

    static Stream<String> nested() {
        return Stream.of(
                "{\"title\":\"x\",\"targetScope\":{\"level\":\"SCHOOL\",\"collectiveIds\":[],\"approved\":true}}",
                "{\"title\":\"x\",\"contributors\":[{\"name\":\"x\",\"role\":\"AUTHOR\",\"verified\":true}]}",
                "{\"title\":\"x\",\"ai\":{\"share\":\"NONE\",\"checked\":true}}",
                "{\"title\":\"x\",\"title\":\"y\"}",
                "{\"Title\":\"x\",\"title\":\"y\"}");
    }

    @ParameterizedTest
    @MethodSource("nested")
    void alsoInsideAndTwice(String body) {
        Door door = doors().get("createResource");

        Reply reply = knock.at(door, Map.of(), Persona.OWNER, body);

        assertThat(reply.status()).as(reply.toString()).isIn(400, 422);
    }

    private Reply send(Door door) {
        String state = STATES.getOrDefault(door.key(), "none");
        Map<String, String> ids = door.key().equals("changeAppointment")
                ? Map.of("appointments", anAppointment())
                : fixtures.ids(state, true);
        Persona persona =
                state.equals("draft") || state.equals("collection") ? Persona.OWNER : Persona.DISTRICT_STEWARD;
        String tag = door.bodyType() != null && door.bodyType().contains("merge-patch")
                ? tag(door, ids, persona)
                : "\"stale\"";
        HttpRequest request = HttpRequest.newBuilder(knock.uri(door.path(ids)))
                .header("Authorization", "Bearer " + persona.token().orElseThrow())
                .header("If-Match", tag)
                .header("Content-Type", String.valueOf(door.bodyType()))
                .method(door.method(), BodyPublishers.ofString(withForeign(door)))
                .build();
        try {
            return knock.send(request, door.method() + " " + door.template());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String tag(Door door, Map<String, String> ids, Persona persona) {
        Door reading = new Door("get", "GET", door.template(), List.of(), null, null, false);
        return knock.at(reading, ids, persona, null).header("ETag");
    }

    private String anAppointment() {
        Door list = new Door("list", "GET", "/api/v1/appointments", List.of(), null, null, false);
        return read(knock.at(list, Map.of(), Persona.DISTRICT_STEWARD, null).text())
                .at("/items/0/id")
                .asText();
    }

    private static String withForeign(Door door) {
        JsonNode example = read(door.example() == null ? "{}" : door.example());
        ObjectNode object = example.isArray() ? (ObjectNode) example.get(0) : (ObjectNode) example;
        // Of a list of things the example's own fields stay; whatever they are, the foreign ones are none of them.
        Stream.concat(FOREIGN.stream(), OFTEN.stream())
                .filter(name -> !object.has(name))
                .forEach(name -> object.put(name, "x"));
        return example.toString();
    }

    private static List<String> unnamed(Door door, Reply reply) {
        List<String> named = read(reply.text()).path("errors").findValuesAsText("pointer");
        return FOREIGN.stream()
                .filter(name -> named.stream().noneMatch(pointer -> pointer.endsWith("/" + name)))
                .toList();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }
}
