package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an owner can do with a resource whose book is no longer adopted. */
@Tag(name = "resources")
@RestController
@RequestMapping("/api/v1/resources/{id}")
class RebindingController {

    private final Rebinding rebinding;
    private final ResourceViews views;

    RebindingController(Rebinding rebinding, ResourceViews views) {
        this.rebinding = rebinding;
        this.views = views;
    }

    @Operation(
            operationId = "rebindResource",
            summary = "Bind a superseded resource to another book or standard / 重新绑定教材或课标",
            description = "Its files stay as they were reviewed, so it is published again at once, as a minor version."
                    + " / 文件不变,重新绑定后以小版本直接恢复发布。")
    @PostMapping("/rebinding")
    @Idempotent
    ResponseEntity<ResourceView> rebind(@PathVariable UUID id, @RequestBody Rebinding.Target body, Actor actor) {
        return answer(views.render(rebinding.rebind(id, body, actor), actor));
    }

    @Operation(operationId = "archiveResource", summary = "Leave a superseded resource as it is / 保留为存档")
    @PostMapping("/archival")
    @Idempotent
    ResponseEntity<ResourceView> archive(@PathVariable UUID id, Actor actor) {
        return answer(views.render(rebinding.archive(id, actor), actor));
    }

    private static ResponseEntity<ResourceView> answer(ResourceViews.Rendered rendered) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(rendered.revision())).body(rendered.view());
    }
}
