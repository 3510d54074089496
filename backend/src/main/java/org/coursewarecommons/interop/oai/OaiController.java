package org.coursewarecommons.interop.oai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.coursewarecommons.interop.metadata.PublicAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The base URL for harvesters. Errors of the protocol are answers like others. */
@Tag(name = "harvesting", description = "For harvesters and crawlers / 元数据收割")
@RestController
class OaiController {

    private static final String EXAMPLE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-09-01T00:00:00Z</responseDate>\
            <request verb="ListSets">https://library.example/oai</request><ListSets><set><setSpec>subject:sx</setSpec>\
            <setName>数学 / Mathematics</setName></set></ListSets></OAI-PMH>
            """;

    private static final String FORM = "{\"verb\": \"ListRecords\", \"metadataPrefix\": \"oai_dc\"}";

    private static final MediaType XML = new MediaType("text", "xml", StandardCharsets.UTF_8);

    private final OaiProvider provider;
    private final Callers callers;
    private final PublicAddress address;

    OaiController(OaiProvider provider, Callers callers, PublicAddress address) {
        this.provider = provider;
        this.callers = callers;
        this.address = address;
    }

    @Operation(
            operationId = "harvest",
            summary = "OAI-PMH 2.0: oai_dc, lom, lrmi; without a token what is public / 元数据收割接口",
            parameters = {
                @Parameter(
                        name = "verb",
                        in = ParameterIn.QUERY,
                        required = true,
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {
                                            "Identify",
                                            "ListMetadataFormats",
                                            "ListSets",
                                            "GetRecord",
                                            "ListIdentifiers",
                                            "ListRecords"
                                        })),
                @Parameter(
                        name = "identifier",
                        in = ParameterIn.QUERY,
                        schema = @Schema(type = "string", maxLength = 300)),
                @Parameter(
                        name = "metadataPrefix",
                        in = ParameterIn.QUERY,
                        schema = @Schema(type = "string", maxLength = 40)),
                @Parameter(name = "from", in = ParameterIn.QUERY, schema = @Schema(type = "string", maxLength = 20)),
                @Parameter(name = "until", in = ParameterIn.QUERY, schema = @Schema(type = "string", maxLength = 20)),
                @Parameter(name = "set", in = ParameterIn.QUERY, schema = @Schema(type = "string", maxLength = 100)),
                @Parameter(
                        name = "resumptionToken",
                        in = ParameterIn.QUERY,
                        schema = @Schema(type = "string", maxLength = 1000))
            },
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A document of the protocol, also for its errors / 协议文档",
                            content =
                                    @Content(
                                            mediaType = "text/xml",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    @SecurityRequirements
    @GetMapping("/oai")
    ResponseEntity<byte[]> get(HttpServletRequest request) {
        return answer(request);
    }

    @Operation(
            operationId = "harvestByForm",
            summary = "The same with the arguments in a form / 以表单提交的收割请求",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                                            schema = @Schema(implementation = HarvestForm.class),
                                            examples = @ExampleObject(FORM))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A document of the protocol, also for its errors / 协议文档",
                            content =
                                    @Content(
                                            mediaType = "text/xml",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    @SecurityRequirements
    @PostMapping(path = "/oai", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> post(HttpServletRequest request) {
        return answer(request);
    }

    /** Only for the document: the arguments are read by their names. */
    @Schema(name = "HarvestForm", description = "Arguments of OAI-PMH / 收割参数")
    record HarvestForm(
            @Schema(maxLength = 30, requiredMode = Schema.RequiredMode.REQUIRED) String verb,
            @Schema(maxLength = 300) String identifier,
            @Schema(maxLength = 40) String metadataPrefix,
            @Schema(maxLength = 20) String from,
            @Schema(maxLength = 20) String until,
            @Schema(maxLength = 100) String set,
            @Schema(maxLength = 1000) String resumptionToken) {}

    private ResponseEntity<byte[]> answer(HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(XML)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(provider.answer(request.getParameterMap(), callers.audience(), address.base()));
    }
}
