package org.coursewarecommons.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts examples beside bodies: real requests and answers, recorded from the tests into {@code
 * openapi/examples/<operationId>.json} as {@code {"request": …, "responses": {"200": …}}}.
 */
class OpenApiExamples {

    private final ObjectMapper mapper;

    OpenApiExamples(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void addTo(Operation operation) {
        try (InputStream file =
                getClass().getResourceAsStream("/openapi/examples/" + operation.getOperationId() + ".json")) {
            if (file == null) {
                return;
            }
            JsonNode examples = mapper.readTree(file);
            if (operation.getRequestBody() != null) {
                set(operation.getRequestBody().getContent(), examples.get("request"));
            }
            operation
                    .getResponses()
                    .forEach((status, response) -> set(
                            response.getContent(), examples.path("responses").get(status)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("examples of " + operation.getOperationId(), unreadable);
        }
    }

    private void set(@Nullable Content content, @Nullable JsonNode example) {
        if (content != null && example != null) {
            content.forEach((type, media) -> {
                // One example for each status: that of the door's own JSON.
                if (type.endsWith("json") && !type.equals("application/ld+json")) {
                    media.setExample(mapper.convertValue(example, Object.class));
                }
            });
        }
    }
}
