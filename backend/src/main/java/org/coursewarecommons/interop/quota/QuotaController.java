package org.coursewarecommons.interop.quota;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.ApiClients;
import org.coursewarecommons.organisation.ApiClients.ApiClient;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What schools' systems may ask a day: they read it, the district's stewards set it. */
@Tag(name = "api-clients", description = "Schools' own systems / 学校系统接入")
@RestController
class QuotaController {

    private final ClientQuotas quotas;
    private final ApiClients clients;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    QuotaController(
            ClientQuotas quotas,
            ApiClients clients,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.quotas = quotas;
        this.clients = clients;
        this.events = events;
        this.transaction = transaction;
    }

    /** @param used requests of today, this one included */
    @Schema(name = "ClientQuota", description = "Requests a day / 每日请求额度")
    record QuotaBody(long perDay, long used, long left, Instant resetsAt) {}

    @Schema(name = "ApiClient", description = "A school's or collective's own system / 学校或集体的系统")
    record ClientBody(
            UUID id,
            @Size(max = 100) String code,
            @Size(max = 200) String name,
            @Nullable UUID schoolId,
            @Nullable UUID collectiveId,
            long perDay,
            long used) {}

    @Schema(name = "ClientQuotaEdit")
    record Edit(@NotNull @Min(0) @Max(100_000_000) @Nullable Integer perDay) {}

    @Operation(operationId = "getOwnQuota", summary = "How the calling system stands today / 本系统今日额度")
    @GetMapping("/api/v1/quota")
    QuotaBody own(Actor actor) {
        actor.require(Role.SCHOOL_CLIENT);
        return body(quotas.of(actor.id()));
    }

    @Operation(operationId = "listApiClients", summary = "Schools' systems with their quotas / 接入系统列表")
    @GetMapping("/api/v1/api-clients")
    Page<ClientBody> list(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        Map<UUID, Long> used = quotas.used();
        Map<UUID, Long> perDay = quotas.perDay();
        return Page.whole(clients.apiClients().stream()
                .map(client -> new ClientBody(
                        client.id(),
                        client.code(),
                        client.name(),
                        client.schoolId(),
                        client.collectiveId(),
                        perDay.getOrDefault(client.id(), (long) quotas.usual()),
                        used.getOrDefault(client.id(), 0L)))
                .toList());
    }

    @Operation(operationId = "getClientQuota", summary = "One system's quota / 系统额度")
    @GetMapping("/api/v1/api-clients/{id}/quota")
    ResponseEntity<QuotaBody> get(@PathVariable UUID id, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        return answer(known(id).id());
    }

    @Operation(operationId = "setClientQuota", summary = "How much a system may ask a day / 设定系统额度")
    @PutMapping("/api/v1/api-clients/{id}/quota")
    ResponseEntity<QuotaBody> set(@PathVariable UUID id, @RequestBody Edit body, IfMatch ifMatch, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        known(id);
        int perDay = body.perDay() == null ? 0 : body.perDay();
        transaction.executeWithoutResult(status -> {
            ifMatch.require(quotas.perDay(id));
            quotas.set(id, perDay, actor.id());
            events.publishEvent(new QuotaChanged(id, perDay));
        });
        return answer(id);
    }

    private ApiClient known(UUID id) {
        return clients.apiClients().stream()
                .filter(client -> client.id().equals(id))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    /** What can be changed is one number, which is its own revision. */
    private ResponseEntity<QuotaBody> answer(UUID id) {
        ClientQuotas.Standing standing = quotas.of(id);
        return ResponseEntity.ok().eTag(IfMatch.eTag(standing.perDay())).body(body(standing));
    }

    private static QuotaBody body(ClientQuotas.Standing standing) {
        return new QuotaBody(standing.perDay(), standing.used(), standing.left(), standing.resetsAt());
    }
}
