package org.coursewarecommons.usage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what clients report about use. */
@Tag(name = "usage", description = "Use and ratings / 使用与评价")
@RestController
class UsageEventController {

    static final int MAX_EVENTS = 500;

    private final UsageReports reports;
    private final StrictJson json;

    UsageEventController(UsageReports reports, StrictJson json) {
        this.reports = reports;
        this.json = json;
    }

    @Operation(
            operationId = "reportUsage",
            summary = "Report uses, at most 500 at once / 上报使用记录",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            array =
                                                    @ArraySchema(
                                                            minItems = 1,
                                                            maxItems = MAX_EVENTS,
                                                            schema = @Schema(implementation = UsageEventBody.class)))))
    @PostMapping("/api/v1/usage-events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    // Who may see what is asked outside a transaction, because each refusal would roll it back.
    @Idempotent(outsideTransaction = true)
    ResponseEntity<UsageReports.Receipt> report(@RequestBody List<UsageEventBody> events, Actor actor) {
        validate(events);
        return ResponseEntity.accepted().body(reports.receive(events, actor));
    }

    /** Bean Validation does not look into a bare list. */
    private void validate(List<UsageEventBody> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw ProblemException.invalid("", "length", 1, MAX_EVENTS);
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String pointer = "/" + i;
            UsageEventBody event = events.get(i);
            if (event == null) {
                faults.add(Fault.of(pointer, "required"));
                continue;
            }
            json.violations(event)
                    .forEach(fault -> faults.add(new Fault(pointer + fault.pointer(), fault.code(), fault.args())));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }
}
