package org.coursewarecommons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Code and contract are the same. To write the document anew after a change of the code: {@code ./mvnw -pl backend -am
 * test -Dtest=OpenApiDocumentTest -Dopenapi.write=true -Dsurefire.failIfNoSpecifiedTests=false}
 */
@IntegrationTest
class OpenApiDocumentTest {

    private static final Path DOCUMENT = LocalStackProcess.ROOT.resolve("frontend-api-spec/openapi.yaml");
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    private final Api api;

    OpenApiDocumentTest(@LocalServerPort int port) {
        api = Api.on(port);
    }

    @Test
    void theCommittedDocumentIsTheOneTheCodeMakes() throws IOException {
        String made =
                new String(api.with("Accept", "*/*").get("/v3/api-docs.yaml").bytes(), StandardCharsets.UTF_8);
        // The port of the day is no part of the contract.
        made = made.replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://127.0.0.1:8080");
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(DOCUMENT, made);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(made);
    }

    @Test
    void everyOperationHasExamples() {
        JsonNode document = api.get("/v3/api-docs").json();
        List<String> bare = new ArrayList<>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> VERBS.contains(operation.getKey()))
                .forEach(operation -> {
                    String name = operation.getKey() + " " + path.getKey();
                    if (operation.getValue().has("requestBody")
                            && lacksExample(operation.getValue().get("requestBody"))) {
                        bare.add(name + " request");
                    }
                    boolean answered = operation.getValue().get("responses").properties().stream()
                            .filter(response -> response.getKey().startsWith("2"))
                            .allMatch(response -> !response.getValue().has("content")
                                    || isBinary(response.getValue())
                                    || !lacksExample(response.getValue()));
                    if (!answered) {
                        bare.add(name + " response");
                    }
                }));
        assertThat(bare).isEmpty();
    }

    private static boolean lacksExample(JsonNode body) {
        return body.path("content").findValue("example") == null;
    }

    private static boolean isBinary(JsonNode response) {
        return Stream.of(
                        "*/*",
                        "application/octet-stream",
                        "application/zip",
                        "image/png",
                        "image/svg+xml",
                        "text/event-stream")
                .anyMatch(response.path("content")::has);
    }
}
