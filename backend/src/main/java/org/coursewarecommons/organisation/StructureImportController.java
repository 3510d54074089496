package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whole lists of the structure at once, in the columns of the seed files. */
@RestController
@RequestMapping("/api/v1/organisation-imports")
@Tag(name = "organisation")
class StructureImportController {

    private static final int MAX_CHARACTERS = 1 << 20;

    private final StructureImports imports;

    StructureImportController(StructureImports imports) {
        this.imports = imports;
    }

    /** Each row is taken or refused by itself, by the rights of the caller. */
    @PostMapping(consumes = "text/csv")
    @Operation(
            operationId = "importStructure",
            summary = "Read in towns, schools, classes, collectives, memberships or pairings / 导入组织数据",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            maxLength = MAX_CHARACTERS,
                                                            example = "collective,school_code,from,until\n"
                                                                    + "LM17,JHS-042,2026-09-01,\n"))))
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<StructureImportBody> read(Actor actor, @RequestParam StructureList list, @RequestBody String csv) {
        actor.require(Role.DISTRICT_STEWARD, Role.COLLECTIVE_STEWARD, Role.SCHOOL_ADMIN);
        if (csv.length() > MAX_CHARACTERS) {
            throw new ProblemException(SharedProblem.PAYLOAD_TOO_LARGE);
        }
        StructureImportBody made = imports.read(list, csv, actor);
        return ResponseEntity.created(URI.create("/api/v1/organisation-imports/" + made.id()))
                .body(made);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getStructureImport", summary = "What became of a list / 导入结果")
    StructureImportBody get(Actor actor, @PathVariable UUID id) {
        return found(actor, id);
    }

    @GetMapping("/{id}/rows")
    @Operation(operationId = "listStructureImportRows", summary = "What became of each row / 导入台账")
    Page<StructureImportBody.Row> rows(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false)
                    @Schema(
                            maxLength = 10,
                            allowableValues = {"CREATED", "UPDATED", "UNCHANGED", "REFUSED"})
                    @Nullable
                    String result,
            PageRequest page) {
        found(actor, id);
        return imports.rows(id, result, page);
    }

    private StructureImportBody found(Actor actor, UUID id) {
        actor.require(Role.DISTRICT_STEWARD, Role.COLLECTIVE_STEWARD, Role.SCHOOL_ADMIN, Role.AUDITOR);
        return imports.find(id).orElseThrow(ProblemException::notFound);
    }
}
