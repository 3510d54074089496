package org.coursewarecommons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds every exchange of every test against the contract: the status is one that the operation documents, the media type
 * too, and the body fits its schema; so does a request's body that was accepted. Keeps what was seen for
 * {@link ContractCoverage}.
 */
final class ContractWatch {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCUMENT = "https://contract.test/openapi";
    private static final Map<String, ContractWatch> BY_ORIGIN = new ConcurrentHashMap<>();
    private static final Map<String, Integer> SEEN = new ConcurrentHashMap<>();

    private final ContractDocument document;
    private final JsonSchemaFactory factory;
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    private ContractWatch(ContractDocument document) {
        this.document = document;
        String text = document.tree().toString();
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(DOCUMENT, text))));
    }

    /** @throws AssertionError when the exchange breaks the contract */
    static void saw(HttpRequest request, @Nullable String body, HttpResponse<byte[]> response) {
        String path = request.uri().getPath();
        if (!path.startsWith("/api/") && !path.startsWith("/oai")) {
            return;
        }
        String origin = request.uri().getScheme() + "://" + request.uri().getAuthority();
        ContractWatch watch =
                BY_ORIGIN.computeIfAbsent(origin, address -> new ContractWatch(ContractDocument.at(address)));
        watch.document
                .operation(request.method(), path)
                .ifPresent(operation -> watch.check(operation, request, body, response));
    }

    /** How often each status of each operation was seen: {@code operationId,status}. */
    static Map<String, Integer> seen() {
        return new TreeMap<>(SEEN);
    }

    private void check(
            ContractDocument.Operation operation,
            HttpRequest request,
            @Nullable String body,
            HttpResponse<byte[]> response) {
        String status = String.valueOf(response.statusCode());
        JsonNode documented =
                document.resolved(operation.node().path("responses").path(status));
        if (documented.isMissingNode()) {
            if (response.statusCode() / 100 == 4) {
                // A refusal that the document does not name yet: listed by .ci/node/contract-coverage.mjs, to be named.
                SEEN.merge(operation.id() + "," + status + "!", 1, Integer::sum);
                return;
            }
            throw broken(operation, response, "does not document this status");
        }
        SEEN.merge(operation.id() + "," + status, 1, Integer::sum);
        checkAnswer(operation, documented, response);
        // xAPI allows one statement without the array, which generators of clients cannot say.
        boolean alone = operation.id().equals("storeXapiStatements");
        if (body != null && !alone && response.statusCode() < 300) {
            String type = request.headers().firstValue("Content-Type").orElse("");
            JsonNode content =
                    document.resolved(operation.node().path("requestBody")).path("content");
            if (type.endsWith("json") && content.has(type)) {
                check(operation, response, content.get(type).path("schema"), body, "the accepted body");
            }
        }
    }

    private void checkAnswer(ContractDocument.Operation operation, JsonNode documented, HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        if (response.body().length == 0) {
            return;
        }
        JsonNode content = documented.path("content");
        JsonNode as = content.has(type) ? content.get(type) : content.path("*/*");
        if (as.isMissingNode()) {
            throw broken(operation, response, "does not document the media type " + type);
        }
        if (type.endsWith("json") && as.has("schema")) {
            check(
                    operation,
                    response,
                    as.get("schema"),
                    new String(response.body(), StandardCharsets.UTF_8),
                    "the answer");
        }
    }

    private void check(
            ContractDocument.Operation operation,
            HttpResponse<byte[]> response,
            JsonNode schema,
            String body,
            String what) {
        try {
            JsonNode tree = JSON.readTree(body);
            Set<ValidationMessage> faults =
                    schemas.computeIfAbsent(schema, this::compiled).validate(tree);
            if (!faults.isEmpty()) {
                throw broken(
                        operation,
                        response,
                        what + " does not fit: "
                                + faults.stream()
                                        .limit(5)
                                        .map(ValidationMessage::toString)
                                        .collect(Collectors.joining("; ")));
            }
        } catch (IOException noJson) {
            throw broken(operation, response, what + " is no JSON");
        }
    }

    /** A part of the document, whose references lead back into it. */
    private JsonSchema compiled(JsonNode schema) {
        try {
            return factory.getSchema(JSON.readTree(schema.toString().replace("\"#/", "\"" + DOCUMENT + "#/")));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static AssertionError broken(
            ContractDocument.Operation operation, HttpResponse<byte[]> response, String text) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return new AssertionError("contract: " + operation.id() + " " + response.statusCode() + ": " + text + "\n"
                + (body.length() > 2_000 ? body.substring(0, 2_000) + "…" : body));
    }
}
