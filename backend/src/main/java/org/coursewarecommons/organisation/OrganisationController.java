package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The doors to the district's structure. Every known caller may read it; {@code actor} is asked for to know them. */
@RestController
@RequestMapping("/api/v1/organisations")
@Tag(name = "organisation", description = "The district's structure and its people / 组织与人员")
class OrganisationController {

    private static final int MAX_QUERY = 100;

    private final UnitLists lists;

    OrganisationController(UnitLists lists) {
        this.lists = lists;
    }

    @GetMapping
    @Operation(operationId = "listOrganisations", summary = "The district's units by code / 组织列表")
    Page<UnitBody> list(
            Actor actor,
            @RequestParam(required = false) OrganisationUnit.@Nullable Kind kind,
            @Parameter(
                            description = "Part of the name or the code / 名称或代码的一部分",
                            schema = @Schema(maxLength = MAX_QUERY))
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            PageRequest page) {
        return lists.units(kind, query(q), page);
    }

    @GetMapping("/{id}")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = "Not modified", content = @Content)
    @Operation(operationId = "getOrganisation", summary = "One unit / 组织详情")
    ResponseEntity<UnitBody> get(Actor actor, @PathVariable UUID id) {
        UnitLists.Versioned unit = lists.unit(id);
        return ResponseEntity.ok().eTag(IfMatch.eTag(unit.revision())).body(unit.body());
    }

    @GetMapping("/{id}/members")
    @Operation(
            operationId = "listMembers",
            summary =
                    "Who belongs to it, today or on a day: schools of a town or collective, a school's classes, the district's towns / 成员单位")
    Page<MemberBody> members(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable LocalDate on,
            PageRequest page) {
        lists.unit(id);
        return lists.members(id, on, page);
    }

    @GetMapping("/{id}/pairings")
    @Operation(
            operationId = "listPairings",
            summary = "Pairings, past ones too, of a school, a town's schools, a collective or the district / 结对帮扶")
    Page<PairingBody> pairings(Actor actor, @PathVariable UUID id, PageRequest page) {
        return lists.pairings(lists.unit(id).body(), page);
    }

    private static @Nullable String query(@Nullable String q) {
        if (q == null || q.isBlank()) {
            return null;
        }
        if (q.length() > MAX_QUERY) {
            throw ProblemException.invalidParameter("q", "length", 0, MAX_QUERY);
        }
        // The one character that PostgreSQL cannot hold.
        if (q.indexOf('\0') >= 0) {
            throw ProblemException.invalidParameter("q", "format");
        }
        return q.strip();
    }
}
