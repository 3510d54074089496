package org.coursewarecommons.supply;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
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

/** What stewards ask lead schools to make. */
@RestController
@RequestMapping("/api/v1/commissions")
@Tag(name = "supply")
class CommissionController {

    private final Commissions commissions;

    CommissionController(Commissions commissions) {
        this.commissions = commissions;
    }

    @GetMapping
    @Operation(
            operationId = "listCommissions",
            summary = "Newest first; the district sees all, others what they asked or are asked / 委托列表")
    Page<CommissionBody> list(
            Actor actor, @RequestParam(required = false) CommissionBody.@Nullable State state, PageRequest page) {
        return commissions.page(state, page, actor);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getCommission", summary = "One commission / 委托详情")
    CommissionBody get(Actor actor, @PathVariable UUID id) {
        return commissions.get(id, actor);
    }

    @PostMapping
    @Operation(
            operationId = "commission",
            summary = "Ask a lead school to fill a gap / 委托牵头学校补缺",
            description =
                    "By the district's steward, or by a collective's steward to the lead school of the collective.")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<CommissionBody> ask(Actor actor, @RequestBody CommissionBody.New body) {
        CommissionBody commission = commissions.ask(body, actor);
        return ResponseEntity.created(URI.create("/api/v1/commissions/" + commission.id()))
                .eTag("\"1\"")
                .body(commission);
    }

    @PostMapping("/{id}/acceptance")
    @Operation(operationId = "acceptCommission", summary = "The school takes it on / 接受委托")
    @Idempotent
    ResponseEntity<CommissionBody> accept(Actor actor, @PathVariable UUID id) {
        return ResponseEntity.ok(commissions.accept(id, actor));
    }

    @PostMapping("/{id}/refusal")
    @Operation(operationId = "declineCommission", summary = "The school cannot / 谢绝委托")
    @Idempotent
    ResponseEntity<CommissionBody> decline(
            Actor actor, @PathVariable UUID id, @RequestBody CommissionBody.Reason body) {
        return ResponseEntity.ok(commissions.decline(id, body.reason(), actor));
    }

    @PostMapping("/{id}/fulfilment")
    @Operation(operationId = "fulfilCommission", summary = "This is what was made / 完成委托")
    @Idempotent
    ResponseEntity<CommissionBody> fulfil(
            Actor actor, @PathVariable UUID id, @RequestBody CommissionBody.Fulfilment body) {
        return ResponseEntity.ok(commissions.fulfil(id, body.resourceId(), actor));
    }

    @PostMapping("/{id}/cancellation")
    @Operation(operationId = "cancelCommission", summary = "No longer wanted / 撤销委托")
    @Idempotent
    ResponseEntity<CommissionBody> cancel(Actor actor, @PathVariable UUID id, @RequestBody CommissionBody.Reason body) {
        return ResponseEntity.ok(commissions.cancel(id, body.reason(), actor));
    }
}
