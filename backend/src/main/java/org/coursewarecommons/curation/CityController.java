package org.coursewarecommons.curation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.Tabular;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 市级平台推荐名单. */
@Tag(name = "curation")
@RestController
@RequestMapping("/api/v1")
class CityController {

    private final CityService service;
    private final CityRows rows;

    CityController(CityService service, CityRows rows) {
        this.service = service;
        this.rows = rows;
    }

    @Schema(name = "NewCityProposal", description = "推荐到市级平台")
    record NewProposal(@Nullable @Size(max = 1000) String note) {}

    /** @param note null leaves the one there is */
    @Schema(name = "CityProposalChange", description = "登记市级平台的答复")
    record Change(@NotNull CityRows.State state, @Nullable @Size(max = 1000) String note) {}

    /** @param ruei the index that the promotion was proposed for */
    @Schema(name = "CityProposal", description = "市级平台推荐条目")
    record View(
            UUID id,
            UUID promotionId,
            UUID resourceId,
            @Schema(maxLength = 200) String title,
            @Nullable @Schema(maxLength = 20) String subject,
            @Nullable @Schema(maxLength = 20) String stage,
            UUID schoolId,
            @Schema(maxLength = 10) String term,
            double ruei,
            CityRows.State state,
            @Nullable @Schema(maxLength = 1000) String note,
            Instant proposedAt,
            Instant updatedAt) {}

    @Operation(operationId = "proposeToCity", summary = "Put it on the list for the city's platform / 推荐到市级平台")
    @PostMapping("/promotions/{id}/city-proposal")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<View> propose(@PathVariable UUID id, @RequestBody NewProposal body, Actor actor) {
        CityRows.Row row = service.propose(id, body.note(), actor);
        return ResponseEntity.created(URI.create("/api/v1/city-proposals/" + row.id()))
                .eTag(IfMatch.eTag(row.revision()))
                .body(view(row));
    }

    @Operation(operationId = "listCityProposals", summary = "What is proposed to the city's platform / 市级平台推荐名单")
    @GetMapping(path = "/city-proposals", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<View> list(@RequestParam(required = false) CityRows.@Nullable State state, PageRequest page, Actor actor) {
        requireReader(actor);
        return Page.cut(
                        rows.list(state, page),
                        page,
                        rows.count(state),
                        row -> List.of(row.id().toString()))
                .map(CityController::view);
    }

    @Operation(
            operationId = "listCityProposals",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = Tabular.CSV,
                                            schema = @Schema(type = "string", maxLength = 10_000_000))))
    @GetMapping(path = "/city-proposals", produces = Tabular.CSV)
    CityTable table(@RequestParam(required = false) CityRows.@Nullable State state, Actor actor) {
        requireReader(actor);
        return new CityTable(rows.all(state));
    }

    @Operation(operationId = "getCityProposal", summary = "One entry of that list / 推荐条目详情")
    @GetMapping("/city-proposals/{id}")
    ResponseEntity<View> get(@PathVariable UUID id, Actor actor) {
        requireReader(actor);
        CityRows.Row row = rows.find(id).orElseThrow(ProblemException::notFound);
        return ResponseEntity.ok().eTag(IfMatch.eTag(row.revision())).body(view(row));
    }

    @Operation(operationId = "noteCityAnswer", summary = "Write down what the city said / 登记市级平台的答复")
    @PutMapping("/city-proposals/{id}")
    ResponseEntity<View> note(@PathVariable UUID id, @RequestBody Change body, IfMatch ifMatch, Actor actor) {
        CityRows.Row row = service.note(id, body, ifMatch, actor);
        return ResponseEntity.ok().eTag(IfMatch.eTag(row.revision())).body(view(row));
    }

    private static void requireReader(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.COMMITTEE, Role.AUDITOR);
    }

    private static View view(CityRows.Row row) {
        return new View(
                row.id(),
                row.promotionId(),
                row.resourceId(),
                row.title(),
                row.subject(),
                row.stage(),
                row.schoolId(),
                row.term(),
                PromotionController.rounded(row.effect()),
                row.state(),
                row.note(),
                row.proposedAt(),
                row.updatedAt());
    }
}
