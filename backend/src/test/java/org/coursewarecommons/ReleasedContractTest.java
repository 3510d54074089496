package org.coursewarecommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/**
 * Who wrote a client for the last released document can go on using it. A release copies {@code openapi.yaml} to
 * {@code released.yaml}; what must break is put beside the old door, not in its place.
 */
class ReleasedContractTest {

    private static final Path FOLDER = Path.of("../frontend-api-spec");

    @Test
    void nothingBreaksForClientsOfTheReleasedDocument() throws Exception {
        ChangedOpenApi changes = OpenApiCompare.fromContents(
                Files.readString(FOLDER.resolve("released.yaml")), Files.readString(FOLDER.resolve("openapi.yaml")));

        assertThat(changes.isCompatible()).as(text(changes)).isTrue();
    }

    @Test
    void aBreakingChangeIsFound() throws Exception {
        String released = Files.readString(FOLDER.resolve("released.yaml"));

        assertThat(OpenApiCompare.fromContents(released, released.replace("/api/v1/search:", "/api/v1/find:"))
                        .isCompatible())
                .isFalse();
        assertThat(OpenApiCompare.fromContents(
                                released,
                                released.replaceFirst(
                                        "(?s)(    ResourceMetadata:\n.*?      properties:\n)",
                                        "$1        inventedName:\n          type: string\n"))
                        .isCompatible())
                .as("more may come")
                .isTrue();
    }

    private static String text(ChangedOpenApi changes) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStreamWriter writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            new ConsoleRender().render(changes, writer);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
