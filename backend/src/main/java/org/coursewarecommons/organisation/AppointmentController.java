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
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointments.Filter;
import org.coursewarecommons.organisation.Appointments.Versioned;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who does what in the review, since when, until when, and by whose word. */
@RestController
@RequestMapping("/api/v1/appointments")
@Tag(name = "team", description = "Appointments and leave / 评审队伍")
class AppointmentController {

    private static final int MAX_TEXT = 100;

    private final Appointments appointments;
    private final AppointmentService service;

    AppointmentController(Appointments appointments, AppointmentService service) {
        this.appointments = appointments;
        this.service = service;
    }

    @GetMapping
    @Operation(operationId = "listAppointments", summary = "Appointments by person / 聘任列表")
    Page<AppointmentBody> list(
            Actor actor,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable UUID personId,
            @RequestParam(required = false) @Schema(maxLength = 20) @Nullable String subject,
            @RequestParam(required = false)
                    @Schema(maxLength = MAX_TEXT, description = "Part of the name or the code / 姓名或代码的一部分")
                    @Nullable
                    String q,
            @RequestParam(defaultValue = "true") boolean active,
            PageRequest page) {
        requireReader(actor, personId);
        for (String text : new String[] {q, subject}) {
            if (text != null && (text.length() > MAX_TEXT || text.indexOf('\0') >= 0)) {
                throw ProblemException.invalidParameter("q", "length", 0, MAX_TEXT);
            }
        }
        return appointments.page(new Filter(role, personId, subject, q, active), page);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getAppointment", summary = "One appointment / 聘任详情")
    ResponseEntity<AppointmentBody> get(Actor actor, @PathVariable UUID id) {
        Versioned found = appointments.find(id).orElseThrow(ProblemException::notFound);
        requireReader(actor, found.body().person().id());
        return answer(found);
    }

    @PostMapping
    @Operation(operationId = "appoint", summary = "Appoint somebody / 聘任")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<AppointmentBody> appoint(Actor actor, @RequestBody AppointmentBody.New body) {
        Versioned made = service.appoint(body, actor);
        return ResponseEntity.created(
                        URI.create("/api/v1/appointments/" + made.body().id()))
                .eTag(IfMatch.eTag(made.revision()))
                .body(made.body());
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    @Operation(
            operationId = "changeAppointment",
            summary = "Change coverage, capacity or end (RFC 7396) / 修改聘任",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/merge-patch+json",
                                            schema = @Schema(implementation = AppointmentBody.Edit.class))))
    ResponseEntity<AppointmentBody> change(Actor actor, @PathVariable UUID id, InputStream body, IfMatch ifMatch)
            throws IOException {
        return answer(service.change(id, StrictJson.bytes(body), ifMatch, actor));
    }

    @PostMapping("/{id}/end")
    @Operation(operationId = "endAppointment", summary = "End an appointment, with the reason / 结束聘任")
    @Idempotent
    ResponseEntity<AppointmentBody> end(Actor actor, @PathVariable UUID id, @RequestBody AppointmentBody.End body) {
        return answer(service.end(id, body, actor));
    }

    @PostMapping("/{id}/suspension")
    @Operation(
            operationId = "suspendAppointment",
            summary = "Suspend an appointment, with the reason; held tasks go back / 暂停聘任",
            description = "The person is told the reason. 理由会通知本人。")
    @Idempotent
    ResponseEntity<AppointmentBody> suspend(
            Actor actor, @PathVariable UUID id, @RequestBody AppointmentBody.Reason body) {
        return answer(service.suspend(id, body.reason(), actor));
    }

    @PostMapping("/{id}/reinstatement")
    @Operation(operationId = "reinstateAppointment", summary = "A suspended appointment holds again / 恢复聘任")
    @Idempotent
    ResponseEntity<AppointmentBody> reinstate(
            Actor actor, @PathVariable UUID id, @RequestBody AppointmentBody.Reason body) {
        return answer(service.reinstate(id, body.reason(), actor));
    }

    /** Everybody may read their own. */
    private static void requireReader(Actor actor, @Nullable UUID personId) {
        if (!actor.id().equals(personId)) {
            actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD, Role.AUDITOR);
        }
    }

    private static ResponseEntity<AppointmentBody> answer(Versioned found) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(found.revision())).body(found.body());
    }
}
