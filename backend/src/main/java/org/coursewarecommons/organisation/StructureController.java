package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.StrictJson;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Edits the district's structure. */
@RestController
@RequestMapping("/api/v1/organisations")
@Tag(name = "organisation")
class StructureController {

    private final StructureService structure;
    private final MembershipService memberships;
    private final UnitLists lists;

    StructureController(StructureService structure, MembershipService memberships, UnitLists lists) {
        this.structure = structure;
        this.memberships = memberships;
        this.lists = lists;
    }

    @PostMapping
    @Operation(operationId = "createOrganisation", summary = "A new town, school, class, group or alliance / 新建组织单位")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<UnitBody> create(Actor actor, @RequestBody StructureBodies.NewUnit body) {
        UnitLists.Versioned made = structure.create(body, actor);
        return ResponseEntity.created(
                        URI.create("/api/v1/organisations/" + made.body().id()))
                .eTag(IfMatch.eTag(made.revision()))
                .body(made.body());
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    @Operation(
            operationId = "editOrganisation",
            summary = "Name, place and figures of a unit (RFC 7396) / 修改组织单位",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/merge-patch+json",
                                            schema = @Schema(implementation = StructureBodies.EditUnit.class))))
    ResponseEntity<UnitBody> edit(Actor actor, @PathVariable UUID id, InputStream body, IfMatch ifMatch)
            throws IOException {
        return answer(structure.edit(id, StrictJson.bytes(body), ifMatch, actor));
    }

    @PostMapping("/{id}/closing")
    @Operation(
            operationId = "closeOrganisation",
            summary = "Close a unit: its memberships and pairings end, the record stays / 撤销组织单位")
    @Idempotent
    ResponseEntity<UnitBody> close(Actor actor, @PathVariable UUID id, @RequestBody StructureBodies.End body) {
        return answer(structure.close(id, body, actor));
    }

    @PostMapping("/{id}/members")
    @Operation(operationId = "joinCollective", summary = "A school joins a group or alliance / 成员校加入")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<UnitBody> join(Actor actor, @PathVariable UUID id, @RequestBody StructureBodies.NewMember body) {
        UnitLists.Versioned collective = memberships.join(id, body, actor);
        return ResponseEntity.created(URI.create("/api/v1/organisations/" + id + "/memberships"))
                .eTag(IfMatch.eTag(collective.revision()))
                .body(collective.body());
    }

    @PostMapping("/{id}/members/{schoolId}/end")
    @Operation(operationId = "leaveCollective", summary = "A school leaves a group or alliance / 成员校退出")
    @Idempotent
    ResponseEntity<UnitBody> leave(
            Actor actor, @PathVariable UUID id, @PathVariable UUID schoolId, @RequestBody StructureBodies.End body) {
        return answer(memberships.leave(id, schoolId, body, actor));
    }

    @PutMapping("/{id}/lead")
    @Operation(operationId = "leadCollective", summary = "Another school leads a group or alliance / 更换龙头校")
    ResponseEntity<UnitBody> lead(
            Actor actor, @PathVariable UUID id, @RequestBody StructureBodies.NewLead body, IfMatch ifMatch) {
        return answer(memberships.lead(id, body, ifMatch, actor));
    }

    @GetMapping("/{id}/memberships")
    @Operation(
            operationId = "listMemberships",
            summary = "Past, present and planned memberships of a collective or a school / 成员关系的历史")
    @Size(max = 500)
    List<MembershipBody> memberships(Actor actor, @PathVariable UUID id) {
        lists.unit(id);
        return lists.memberships(id);
    }

    @GetMapping("/{id}/stewards")
    @Operation(operationId = "listStewards", summary = "Who answers for a unit today / 单位负责人")
    @Size(max = 500)
    List<StewardBody> stewards(Actor actor, @PathVariable UUID id) {
        lists.unit(id);
        return lists.stewards(id);
    }

    private static ResponseEntity<UnitBody> answer(UnitLists.Versioned unit) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(unit.revision())).body(unit.body());
    }
}
