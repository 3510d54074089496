package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.UnitLists.VersionedPairing;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.StrictJson;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pairings of a lead with an aided school; a lead that aids several has one for each. */
@RestController
@RequestMapping("/api/v1/pairings")
@Tag(name = "organisation")
class PairingController {

    private final PairingService service;
    private final UnitLists lists;

    PairingController(PairingService service, UnitLists lists) {
        this.service = service;
        this.lists = lists;
    }

    @PostMapping
    @Operation(operationId = "pairSchools", summary = "Pair two schools / 新建结对")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<PairingBody> pair(Actor actor, @RequestBody StructureBodies.NewPairing body) {
        VersionedPairing made = service.pair(body, actor);
        return ResponseEntity.created(
                        URI.create("/api/v1/pairings/" + made.body().id()))
                .eTag(IfMatch.eTag(made.revision()))
                .body(made.body());
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getPairing", summary = "One pairing / 结对详情")
    ResponseEntity<PairingBody> get(Actor actor, @PathVariable UUID id) {
        return answer(lists.pairing(id));
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    @Operation(
            operationId = "editPairing",
            summary = "Mode, collective or end of a pairing (RFC 7396) / 修改结对",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/merge-patch+json",
                                            schema = @Schema(implementation = StructureBodies.EditPairing.class))))
    ResponseEntity<PairingBody> edit(Actor actor, @PathVariable UUID id, InputStream body, IfMatch ifMatch)
            throws IOException {
        return answer(service.edit(id, StrictJson.bytes(body), ifMatch, actor));
    }

    @PostMapping("/{id}/end")
    @Operation(operationId = "endPairing", summary = "End a pairing, with the reason / 结束结对")
    @Idempotent
    ResponseEntity<PairingBody> end(Actor actor, @PathVariable UUID id, @RequestBody StructureBodies.End body) {
        return answer(service.end(id, body, actor));
    }

    private static ResponseEntity<PairingBody> answer(VersionedPairing found) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(found.revision())).body(found.body());
    }
}
