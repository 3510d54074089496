package org.coursewarecommons.usage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A teacher says that a resource was used in class; that nobody else can know. */
@Tag(name = "usage")
@RestController
class ClassUseController {

    private final UsageReports reports;
    private final DomainClock clock;

    ClassUseController(UsageReports reports, DomainClock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * @param at when; missing: now
     * @param classId the teacher's own name of the class
     */
    @Schema(name = "ClassUseInput")
    record ClassUseBody(@Nullable Instant at, @Size(min = 1, max = 64) @Nullable String classId) {}

    @Schema(name = "ClassUse")
    record ClassUseView(UUID eventId, UUID resourceId, Instant at, @Schema(maxLength = 64) @Nullable String classId) {}

    @Operation(operationId = "confirmClassUse", summary = "I used it in class / 确认课堂使用")
    @PostMapping("/api/v1/resources/{id}/class-uses")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent(outsideTransaction = true)
    ResponseEntity<ClassUseView> confirm(@PathVariable UUID id, @RequestBody ClassUseBody body, Actor actor) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        Instant at = body.at() == null ? clock.now() : body.at();
        UsageEventBody use =
                new UsageEventBody(Ids.next(), id, Verb.CLASS_USE, at, null, null, body.classId(), null, null);
        for (UsageReports.Rejected refused :
                reports.receive(List.of(use), actor).rejected()) {
            throw refused.code().equals("unknown-resource")
                    ? ProblemException.notFound()
                    : ProblemException.invalid("/at", refused.code());
        }
        return ResponseEntity.status(HttpStatus.CREATED).body(new ClassUseView(use.eventId(), id, at, body.classId()));
    }
}
