package org.coursewarecommons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.coursewarecommons.ContractDocument.Operation;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What must hold at every door, taken from the contract, so that a new operation is covered the moment it is there: who has
 * no token is refused, what can't be read is refused with a problem document that says so, nothing made of the contract's own
 * examples ends in a 5xx. {@link ContractWatch} holds each of these answers against the contract.
 */
@IntegrationTest
class EveryDoorIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEWARD = "D-01";

    private final Api api;
    private final ContractDocument contract;

    EveryDoorIT(@LocalServerPort int port) {
        api = Api.on(port);
        contract = ContractDocument.at("http://127.0.0.1:" + port);
    }

    @Test
    void withoutATokenEveryDoorIsClosedUnlessTheContractOpensIt() {
        assertNoFaults(everywhere(operation -> {
            boolean open = operation.node().path("security").isArray()
                    && operation.node().path("security").isEmpty();
            Api.Answer answer = call(api, operation);
            return open
                    ? faultIf(answer.status() == 401, operation, answer)
                    : faultUnlessProblem(operation, answer, 401);
        }));
    }

    @Test
    void anAnswerThatNobodyCanReadIsRefused() {
        Api picky = api.as(STEWARD).with("Accept", "application/vnd.nobody");
        assertNoFaults(everywhere(operation -> {
            if (!answersJson(operation)) {
                return List.of();
            }
            Api.Answer answer = call(picky, operation);
            // A form or a chunk that isn't sent here may be missed first.
            return faultUnlessProblem(operation, answer, answer.status() == 415 ? 415 : 406);
        }));
    }

    @Test
    void aBodyOfAnotherKindIsRefused() {
        Api steward = api.as(STEWARD);
        assertNoFaults(everywhere(operation -> operation.documents(415)
                ? faultUnlessProblem(operation, call(steward, operation, "application/x-nobody", "?"), 415)
                : List.of()));
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        Api steward = api.as(STEWARD);
        assertNoFaults(everywhere(operation -> {
            if (!json(operation)) {
                return List.of();
            }
            Api.Answer answer = call(steward.ifMatch("\"1\""), operation, mediaType(operation), "{\"a\": [1,");
            // A patch is read beside what it changes, so that one that changes nothing known is missed first.
            boolean missed = operation.method().equals("PATCH") && answer.status() == 404;
            return faultUnlessProblem(operation, answer, missed ? 404 : 400);
        }));
    }

    @Test
    void whatDoesNotExistIsNotFoundOrForbidden() {
        Api steward = api.as(STEWARD);
        assertNoFaults(everywhere(operation -> {
            if (!operation.path().contains("{")) {
                return List.of();
            }
            Api.Answer answer = call(steward.ifMatch("\"1\""), operation);
            // Taking away what isn't there is done already.
            boolean done = operation.method().equals("DELETE") && answer.status() == 204
                    // Decisions about uses outlive what was used.
                    || operation.id().equals("listSpikeDecisions");
            return faultIf(!done && (answer.status() < 400 || answer.status() >= 500), operation, answer);
        }));
    }

    @Test
    void queryParametersOutOfTheirBoundsAreRefused() {
        Api steward = api.as(STEWARD);
        assertNoFaults(everywhere(operation -> {
            List<String> faults = new ArrayList<>();
            for (JsonNode parameter : operation.node().path("parameters")) {
                if (parameter.path("in").asText().equals("query")) {
                    for (String value : ContractSamples.wrong(contract, parameter.path("schema"))) {
                        Api.Answer answer = steward.call(
                                operation.method(),
                                ContractSamples.path(operation) + "?"
                                        + parameter.path("name").asText() + "=" + value,
                                BodyPublishers.noBody(),
                                null);
                        faults.addAll(faultIf(answer.status() < 400 || answer.status() >= 500, operation, answer));
                    }
                }
            }
            return faults;
        }));
    }

    @Test
    void bodiesThatBreakTheirSchemaAreRefused() {
        Api steward = api.as(STEWARD);
        assertNoFaults(everywhere(operation -> {
            List<String> faults = new ArrayList<>();
            if (json(operation)) {
                for (ObjectNode body : ContractSamples.wrongBodies(contract, operation)) {
                    Api.Answer answer =
                            call(steward.ifMatch("\"1\""), operation, mediaType(operation), body.toString());
                    faults.addAll(faultIf(
                            answer.status() < 400 || answer.status() >= 500, operation, answer, body.toString()));
                }
            }
            return faults;
        }));
    }

    @Test
    void withoutTheDatabaseEveryDoorSaysSo() {
        Api steward = api.as(STEWARD);
        List<String> faults = new ArrayList<>();
        TestStack.get()
                .wire("spring.datasource.url")
                .whileCut(() -> faults.addAll(everywhere(operation -> {
                    Api.Answer answer = call(steward, operation);
                    return faultIf(
                            // What is read from memory can be said without it.
                            answer.status() == 500
                                    || answer.status() < 400
                                            && !operation.method().equals("GET"),
                            operation,
                            answer);
                })));
        assertNoFaults(faults);
    }

    private static void assertNoFaults(List<String> faults) {
        assertThat(faults).as(String.join("\n", faults)).isEmpty();
    }

    /** Asks every operation, many at once: without the database each waits for a connection. */
    private List<String> everywhere(Function<Operation, List<String>> question) {
        ExecutorService several = Executors.newFixedThreadPool(24);
        try {
            List<Future<List<String>>> asked = contract.operations().stream()
                    // Harvesters and crawlers have protocols of their own, tested with their own clients.
                    .filter(operation -> operation.path().startsWith("/api/"))
                    .map(operation -> several.submit(() -> {
                        try {
                            return question.apply(operation);
                        } catch (AssertionError broken) {
                            return List.of(broken.getMessage());
                        }
                    }))
                    .toList();
            List<String> faults = new ArrayList<>();
            for (Future<List<String>> answered : asked) {
                faults.addAll(answered.get());
            }
            return faults;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        } finally {
            several.shutdownNow();
        }
    }

    private Api.Answer call(Api caller, Operation operation) {
        return json(operation)
                ? call(
                        caller,
                        operation,
                        mediaType(operation),
                        ContractSamples.body(contract, operation).toString())
                : caller.call(operation.method(), ContractSamples.path(operation), BodyPublishers.noBody(), null);
    }

    private static Api.Answer call(Api caller, Operation operation, String mediaType, String body) {
        return caller.call(
                operation.method(), ContractSamples.path(operation), BodyPublishers.ofString(body), mediaType);
    }

    /** Files and pictures have the type that they have. */
    private boolean answersJson(Operation operation) {
        List<JsonNode> successes = operation.node().path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> contract.resolved(response.getValue()).path("content"))
                .toList();
        return successes.stream().allMatch(content -> content.isEmpty() || content.has("application/json"));
    }

    private boolean json(Operation operation) {
        return operation.hasBody() && mediaType(operation).endsWith("json");
    }

    private String mediaType(Operation operation) {
        return contract.resolved(operation.node().path("requestBody"))
                .path("content")
                .fieldNames()
                .next();
    }

    private static List<String> faultUnlessProblem(Operation operation, Api.Answer answer, int status) {
        boolean problem = operation.method().equals("HEAD")
                || answer.header("Content-Type").orElse("").startsWith("application/problem+json")
                        && answer.json().path("status").asInt() == status
                        && answer.json().hasNonNull("code")
                        && answer.json().hasNonNull("traceId");
        return faultIf(answer.status() != status || !problem, operation, answer);
    }

    private static List<String> faultIf(boolean wrong, Operation operation, Api.Answer answer, String... more) {
        return wrong ? List.of(operation.id() + ": " + answer + " " + String.join(" ", more)) : List.of();
    }
}
