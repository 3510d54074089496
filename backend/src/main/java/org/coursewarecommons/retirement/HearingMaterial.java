package org.coursewarecommons.retirement;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.spi.Candidate;
import org.coursewarecommons.worklist.spi.NewTask;
import org.springframework.stereotype.Component;

/** What the tasks of a hearing have in common. */
@Component
class HearingMaterial {

    private static final String LEVEL = "L3";

    private final HearingRows hearings;
    private final HearingViews views;
    private final HearingRules rules;
    private final Catalogue catalogue;

    HearingMaterial(HearingRows hearings, HearingViews views, HearingRules rules, Catalogue catalogue) {
        this.hearings = hearings;
        this.views = views;
        this.rules = rules;
        this.catalogue = catalogue;
    }

    Hearing hearing(UUID id) {
        return hearings.find(id).orElseThrow();
    }

    /** @param round no two tasks of one are the same person's */
    NewTask task(Hearing hearing, String kind, int round, Role role, HearingRecords.Part... again) {
        return new NewTask(
                kind,
                hearing.id(),
                round,
                hearing.resourceId(),
                hearing.title(),
                Set.of(role),
                hearing.subject(),
                hearing.stage(),
                LEVEL,
                null,
                null,
                rules.exclusions(hearing, again),
                null,
                null,
                null);
    }

    /** Why somebody may not sit there. */
    Optional<ProblemException> refusal(Candidate candidate, Hearing hearing, Role role, HearingRecords.Part... again) {
        if (!candidate.roles().contains(role)) {
            return Optional.of(ProblemException.notFound());
        }
        return rules.rule(hearing, candidate.personId(), candidate.schoolId(), again)
                .map(rule -> ProblemException.because(RetirementProblem.HEARING_CONFLICT, rule));
    }

    Map<String, Object> material(Task task) {
        Hearing hearing = hearing(task.caseId());
        Map<String, Object> material = new LinkedHashMap<>();
        material.put("retirement", views.forTask(hearing));
        catalogue.version(hearing.versionId()).ifPresent(version -> {
            material.put("resource", resource(version));
            material.put("files", version.files());
        });
        return material;
    }

    private static Map<String, Object> resource(VersionDetail version) {
        return Map.of(
                "resourceId", version.resourceId(),
                "versionId", version.versionId(),
                "number", version.number(),
                "metadata", version.metadata());
    }
}
