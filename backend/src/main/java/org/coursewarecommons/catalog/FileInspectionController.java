package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Another technical check of a file, where the first could not be done. */
@Tag(name = "files")
@RestController
class FileInspectionController {

    private final Rechecks rechecks;
    private final ResourceViews views;

    FileInspectionController(Rechecks rechecks, ResourceViews views) {
        this.rechecks = rechecks;
        this.views = views;
    }

    @Operation(operationId = "recheckFile", summary = "Ask for another technical check / 申请重新检查文件")
    @PostMapping("/api/v1/resources/{id}/files/{fileId}/inspections")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent
    ResponseEntity<ResourceView.FileView> recheck(@PathVariable UUID id, @PathVariable UUID fileId, Actor actor) {
        return ResponseEntity.accepted().body(views.file(rechecks.recheck(id, fileId, actor)));
    }
}
