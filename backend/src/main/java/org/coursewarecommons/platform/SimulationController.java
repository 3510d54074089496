package org.coursewarecommons.platform;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The clock of a simulation; in any other system the door doesn't exist. */
@Tag(name = "simulation", description = "Simulated time / 模拟时间")
@RestController
@Profile("simulate")
@RequestMapping("/api/v1/simulation/clock")
class SimulationController {

    private final Simulation simulation;

    SimulationController(Simulation simulation) {
        this.simulation = simulation;
    }

    /** @param steps moments at which something was due on the way; null when nothing passed */
    @Schema(name = "SimulatedTime")
    record SimulatedTime(Instant now, @Nullable Integer steps) {}

    /** @param until the domain's time afterwards */
    @Schema(name = "TimeToPass")
    record TimeToPass(@NotNull @Nullable Instant until) {}

    @Operation(operationId = "getSimulatedTime", summary = "The simulated time / 模拟时间")
    @GetMapping
    SimulatedTime get(Actor actor) {
        requireSteward(actor);
        return new SimulatedTime(simulation.now(), null);
    }

    @Operation(operationId = "passSimulatedTime", summary = "Let time pass / 推进模拟时间")
    @PostMapping
    // Every step that is due has a transaction of its own; a term in a single one would fail with any of them.
    @Idempotent(outsideTransaction = true)
    ResponseEntity<SimulatedTime> pass(@Valid @RequestBody TimeToPass body, Actor actor) {
        requireSteward(actor);
        Instant until = body.until();
        if (until == null || until.isBefore(simulation.now())) {
            throw ProblemException.invalid("/until", "in-the-past");
        }
        int steps = simulation.passUntil(until);
        return ResponseEntity.ok(new SimulatedTime(simulation.now(), steps));
    }

    private static void requireSteward(Actor actor) {
        if (!actor.has(Role.DISTRICT_STEWARD)) {
            throw ProblemException.forbidden();
        }
    }
}
