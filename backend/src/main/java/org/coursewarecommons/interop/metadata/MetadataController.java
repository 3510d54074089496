package org.coursewarecommons.interop.metadata;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The live version of a resource in the words of a standard, at the resource's own address: {@code Accept} chooses.
 * Whoever asks for JSON or for nothing in particular gets the resource itself.
 */
@Tag(name = "resources")
@RestController
class MetadataController {

    private final OutwardRecords records;
    private final Documents documents;

    MetadataController(OutwardRecords records, Documents documents) {
        this.records = records;
        this.documents = documents;
    }

    @Operation(
            operationId = "getResource",
            summary = "Read a resource / 查看资源",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = {
                                @Content(
                                        mediaType = MetadataFormat.JSON_LD_TYPE,
                                        schema = @Schema(type = "object", description = "schema.org LearningResource")),
                                @Content(
                                        mediaType = MetadataFormat.LOM_TYPE,
                                        schema = @Schema(type = "string", description = "LOM, GB/T 21365")),
                                @Content(
                                        mediaType = MetadataFormat.DUBLIN_CORE_TYPE,
                                        schema = @Schema(type = "string", description = "oai_dc"))
                            }))
    @GetMapping(path = "/api/v1/resources/{id}", produces = MetadataFormat.JSON_LD_TYPE)
    ResponseEntity<byte[]> jsonLd(@PathVariable UUID id, Actor actor) {
        return documents.answer(MetadataFormat.JSON_LD, records.readable(id, actor));
    }

    @Operation(operationId = "getResource")
    @GetMapping(path = "/api/v1/resources/{id}", produces = MetadataFormat.LOM_TYPE)
    ResponseEntity<byte[]> lom(@PathVariable UUID id, Actor actor) {
        return documents.answer(MetadataFormat.LOM, records.readable(id, actor));
    }

    @Operation(operationId = "getResource")
    @GetMapping(path = "/api/v1/resources/{id}", produces = MetadataFormat.DUBLIN_CORE_TYPE)
    ResponseEntity<byte[]> dublinCore(@PathVariable UUID id, Actor actor) {
        return documents.answer(MetadataFormat.DUBLIN_CORE, records.readable(id, actor));
    }
}
