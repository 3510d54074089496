package org.coursewarecommons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The contract as the running application gives it, which {@link OpenApiDocumentTest} holds equal to the committed one.
 *
 * @param tree the whole document
 * @param operations the most literal path first: {@code /review-tasks/counts} is no {@code /review-tasks/{id}}
 */
record ContractDocument(JsonNode tree, List<Operation> operations) {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete", "head", "options");
    private static final String ANY = "[^/]+";

    /**
     * @param path with its parameters in braces
     * @param node what the document says of it
     */
    record Operation(String id, String method, String path, Pattern pattern, JsonNode node) {

        boolean hasBody() {
            return node.has("requestBody");
        }

        boolean documents(int status) {
            return node.path("responses").has(String.valueOf(status));
        }
    }

    /** @param origin scheme, host and port of the application */
    static ContractDocument at(String origin) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(origin + "/v3/api-docs")).build();
            JsonNode tree = new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body());
            return new ContractDocument(tree, operations(tree));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<Operation> operations(JsonNode tree) {
        List<Operation> operations = new ArrayList<>();
        tree.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> VERBS.contains(operation.getKey()))
                .forEach(operation -> operations.add(new Operation(
                        operation.getValue().path("operationId").asText(),
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        Pattern.compile(path.getKey().replaceAll("\\{[^}]+}", ANY)),
                        operation.getValue()))));
        operations.sort(
                Comparator.comparing((Operation operation) -> operation.path().split("\\{", -1).length)
                        .thenComparing(Operation::path)
                        .thenComparing(Operation::method));
        return List.copyOf(operations);
    }

    Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.pattern().matcher(path).matches())
                .findFirst();
    }

    /** The node itself, or what its {@code $ref} leads to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? tree.at(node.get("$ref").asText().substring(1)) : node;
    }
}
