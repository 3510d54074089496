package org.coursewarecommons.workflow;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is stuck, why, and set going again. */
@Tag(name = "operations")
@RestController
@RequestMapping("/api/v1/admin/incidents")
class IncidentController {

    private final Incidents incidents;

    IncidentController(Incidents incidents) {
        this.incidents = incidents;
    }

    @Operation(operationId = "listIncidents", summary = "Processes that don't move on, oldest first / 流程故障列表")
    @GetMapping
    Page<Incident> list(@RequestParam(required = false) Incident.@Nullable Kind kind, PageRequest page, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        List<Incident> all = incidents.list().stream()
                .filter(incident -> kind == null || incident.kind() == kind)
                .toList();
        int start = start(page, all.size());
        List<Incident> rows = all.subList(start, Math.min(all.size(), start + page.limit() + 1));
        Page<Incident> cut = Page.cut(rows, page, all.size(), last -> List.of(String.valueOf(start + page.limit())));
        return new Page<>(cut.items(), cut.nextCursor(), all.size(), all.size() < Incidents.MOST);
    }

    @Operation(operationId = "retryIncident", summary = "Run it again at once / 重试")
    @PostMapping("/{id}/retry")
    @Idempotent
    ResponseEntity<Incident> retry(@PathVariable UUID id, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        return ResponseEntity.ok(incidents.retry(id));
    }

    private static int start(PageRequest page, int size) {
        String after = page.after(0);
        if (after == null) {
            return 0;
        }
        try {
            return Math.min(Math.max(Integer.parseInt(after), 0), size);
        } catch (NumberFormatException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}
