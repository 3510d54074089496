package org.coursewarecommons.interop.oai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.coursewarecommons.interop.metadata.MetadataFormat;
import org.coursewarecommons.interop.metadata.OutwardRecord;
import org.coursewarecommons.interop.metadata.OutwardRecords;
import org.coursewarecommons.interop.metadata.PublicAddress;
import org.coursewarecommons.interop.outward.Audience;
import org.coursewarecommons.interop.outward.OutwardItems;
import org.coursewarecommons.shared.ProblemCode;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Where identifiers of public items lead: a page for people, and its metadata for machines. Nobody needs a token. */
@Tag(name = "harvesting")
@RestController
class ItemController {

    /** The address of what was public and is not any more. */
    enum ItemProblem implements ProblemCode {
        ITEM_WITHDRAWN;

        @Override
        public HttpStatus status() {
            return HttpStatus.GONE;
        }
    }

    private final OutwardRecords records;
    private final OutwardItems items;
    private final PublicAddress address;

    ItemController(OutwardRecords records, OutwardItems items, PublicAddress address) {
        this.records = records;
        this.items = items;
        this.address = address;
    }

    @Operation(
            operationId = "getPublicItem",
            summary = "A public item: a page, or its metadata by Accept; 410 once withdrawn / 公开资源页",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content = {
                            @Content(
                                    mediaType = MediaType.TEXT_HTML_VALUE,
                                    schema = @Schema(type = "string"),
                                    examples =
                                            @ExampleObject(
                                                    "<!DOCTYPE html><html><body><h1>分数的初步认识</h1></body></html>")),
                            @Content(
                                    mediaType = MetadataFormat.JSON_LD_TYPE,
                                    schema = @Schema(type = "object", description = "schema.org LearningResource")),
                            @Content(mediaType = MetadataFormat.LOM_TYPE, schema = @Schema(type = "string")),
                            @Content(mediaType = MetadataFormat.DUBLIN_CORE_TYPE, schema = @Schema(type = "string"))
                        }),
                @ApiResponse(
                        responseCode = "410",
                        description = "Gone",
                        content =
                                @Content(
                                        mediaType = "application/problem+json",
                                        schema = @Schema(ref = "#/components/schemas/Problem")))
            })
    @SecurityRequirements
    @GetMapping(path = "/items/{id}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> page(@PathVariable UUID id) {
        OutwardRecord record = open(id);
        byte[] body = html(record).getBytes(StandardCharsets.UTF_8);
        return answer(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8), body);
    }

    @Operation(operationId = "getPublicItem")
    @SecurityRequirements
    @GetMapping(path = "/items/{id}", produces = MetadataFormat.JSON_LD_TYPE)
    ResponseEntity<byte[]> jsonLd(@PathVariable UUID id) {
        return metadata(MetadataFormat.JSON_LD, id);
    }

    @Operation(operationId = "getPublicItem")
    @SecurityRequirements
    @GetMapping(path = "/items/{id}", produces = MetadataFormat.LOM_TYPE)
    ResponseEntity<byte[]> lom(@PathVariable UUID id) {
        return metadata(MetadataFormat.LOM, id);
    }

    @Operation(operationId = "getPublicItem")
    @SecurityRequirements
    @GetMapping(path = "/items/{id}", produces = MetadataFormat.DUBLIN_CORE_TYPE)
    ResponseEntity<byte[]> dublinCore(@PathVariable UUID id) {
        return metadata(MetadataFormat.DUBLIN_CORE, id);
    }

    private ResponseEntity<byte[]> metadata(MetadataFormat format, UUID id) {
        return answer(format.type(), format.write(open(id), address.base()));
    }

    private OutwardRecord open(UUID id) {
        return records.open(id)
                .orElseThrow(() -> items.find(Audience.PUBLIC, id).isPresent()
                        ? new ProblemException(ItemProblem.ITEM_WITHDRAWN)
                        : ProblemException.notFound());
    }

    private static ResponseEntity<byte[]> answer(MediaType type, byte[] body) {
        return ResponseEntity.ok()
                .contentType(type)
                .eTag("\"" + DigestUtils.md5DigestAsHex(body) + "\"")
                .varyBy(HttpHeaders.ACCEPT)
                .body(body);
    }

    /** Plain enough for any reader; crawlers take what stands in the script, which no browser runs. */
    private String html(OutwardRecord record) {
        String title = HtmlUtils.htmlEscape(String.valueOf(record.metadata().title()), "UTF-8");
        String description = record.metadata().description();
        String json = new String(MetadataFormat.JSON_LD.write(record, address.base()), StandardCharsets.UTF_8)
                .replace("<", "\\u003c");
        return """
                <!DOCTYPE html>
                <html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title>
                <link rel="canonical" href="%s">
                <script type="application/ld+json">%s</script></head>
                <body><h1>%s</h1><p>%s</p><p>%s · %s</p></body></html>
                """
                .formatted(
                        title,
                        HtmlUtils.htmlEscape(record.url(address.base()), "UTF-8"),
                        json,
                        title,
                        HtmlUtils.htmlEscape(description == null ? "" : description, "UTF-8"),
                        HtmlUtils.htmlEscape(String.join("、", record.topics()), "UTF-8"),
                        HtmlUtils.htmlEscape(String.join("、", record.creators()), "UTF-8"));
    }
}
