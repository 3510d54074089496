package org.coursewarecommons.storage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.coursewarecommons.identity.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How much room is left, asked before a transfer. */
@RestController
@RequestMapping("/api/v1/me/storage")
@Tag(name = "uploads", description = "Files on their way into the store / 文件上传")
class StorageUseController {

    private final Quotas quotas;

    StorageUseController(Quotas quotas) {
        this.quotas = quotas;
    }

    @GetMapping
    @Operation(operationId = "getStorageUse", summary = "How much room is taken and allowed / 查看存储用量与配额")
    StorageUse use(Actor actor) {
        return quotas.use(actor);
    }
}
