package org.coursewarecommons.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What evaluations said of one resource: for those who made it and those who answer for it. */
@Tag(name = "evaluation", description = "Use effect by term / 学期使用效果评价")
@RestController
@RequestMapping("/api/v1/resources/{id}/evaluations")
class EvaluationController {

    private final Catalogue catalogue;
    private final Results results;
    private final EvaluationViews views;

    EvaluationController(Catalogue catalogue, Results results, EvaluationViews views) {
        this.catalogue = catalogue;
        this.results = results;
        this.views = views;
    }

    @Operation(
            operationId = "listEvaluationsOfResource",
            summary = "Published evaluations of a resource, newest first / 资源的使用效果")
    @GetMapping
    Page<EvaluationViews.EvaluationView> ofResource(@PathVariable UUID id, Actor actor) {
        VersionDetail version = catalogue.readable(id, actor);
        boolean own = version.contributorIds().contains(actor.id());
        boolean ownSchool = actor.has(Role.SCHOOL_ADMIN) && version.schoolId().equals(actor.schoolId());
        boolean answers = actor.has(Role.DISTRICT_STEWARD)
                || actor.has(Role.COLLECTIVE_STEWARD)
                || actor.has(Role.COMMITTEE)
                || actor.has(Role.APPEAL_PANEL)
                || actor.has(Role.AUDITOR);
        if (!own && !ownSchool && !answers) {
            throw ProblemException.forbidden();
        }
        return Page.whole(results.ofResource(id)).map(views::of);
    }
}
