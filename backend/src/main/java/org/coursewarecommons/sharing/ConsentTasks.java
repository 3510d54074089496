package org.coursewarecommons.sharing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.ScopeModel;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.TaskOpened;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.Worklist;
import org.coursewarecommons.worklist.spi.Candidate;
import org.coursewarecommons.worklist.spi.NewTask;
import org.coursewarecommons.worklist.spi.TaskKind;
import org.springframework.stereotype.Component;

/** The stewards' tasks: one for each new collective, or one for the district. A task's round is its place among them. */
@Component
class ConsentTasks implements TaskKind {

    private static final String KIND = "STEWARD";

    private final ScopeRequestRows rows;
    private final ScopeStewards stewards;
    private final Catalogue catalogue;
    private final Worklist worklist;
    private final Visibility visibility;

    ConsentTasks(
            ScopeRequestRows rows,
            ScopeStewards stewards,
            Catalogue catalogue,
            Worklist worklist,
            Visibility visibility) {
        this.rows = rows;
        this.stewards = stewards;
        this.catalogue = catalogue;
        this.worklist = worklist;
        this.visibility = visibility;
    }

    @Override
    public Set<String> taskKeys() {
        return Set.of(ScopeModel.PROCESS_KEY + "/" + ScopeModel.TASK_STEWARD_CONSENT);
    }

    @Override
    public NewTask describe(TaskOpened opened) {
        ScopeRequest request = rows.find(UUID.fromString(opened.businessKey())).orElseThrow();
        VersionDetail version = catalogue.version(request.versionId()).orElseThrow();
        int position = worklist.ofCase(request.id()).size() + 1;
        boolean district = request.wider().level() != TargetScope.Level.COLLECTIVE;
        return new NewTask(
                KIND,
                request.id(),
                position,
                request.resourceId(),
                String.valueOf(version.metadata().title()),
                Set.of(district ? Role.DISTRICT_STEWARD : Role.COLLECTIVE_STEWARD),
                String.valueOf(version.metadata().subject()),
                String.valueOf(version.metadata().stage()),
                district ? "L3" : "L2",
                null,
                district
                        ? null
                        : StoredVisibility.collective(
                                request.wider().collectiveIds().get(position - 1)),
                Map.of("person:" + request.requesterId(), "own-request"),
                null,
                null,
                null);
    }

    /** The district's steward may stand in for a collective's, who may have asked herself. */
    @Override
    public Optional<ProblemException> refusal(Candidate candidate, Task task) {
        ScopeRequest request = rows.find(task.caseId()).orElseThrow();
        if (!candidate.roles().contains(Role.DISTRICT_STEWARD)
                && !candidate.roles().contains(Role.COLLECTIVE_STEWARD)) {
            return Optional.of(ProblemException.notFound());
        }
        if (request.requesterId().equals(candidate.personId())) {
            return Optional.of(new ProblemException(SharingProblem.OWN_REQUEST));
        }
        if (candidate.roles().contains(Role.DISTRICT_STEWARD)) {
            return Optional.empty();
        }
        boolean answers = request.wider().level() == TargetScope.Level.COLLECTIVE
                && stewards.collectivesOf(candidate.personId())
                        .contains(request.wider().collectiveIds().get(task.round() - 1));
        return answers ? Optional.empty() : Optional.of(new ProblemException(SharingProblem.NOT_STEWARD));
    }

    @Override
    public void decide(UUID personId, Task task, Decision decision) {
        boolean consents = decision.vote() == Decision.Vote.APPROVE;
        if (!consents && decision.vote() != Decision.Vote.REJECT) {
            throw ProblemException.invalid("/vote", decision.vote() == null ? "required" : "approve-or-reject");
        }
        String reason = decision.comment();
        if (!consents && (reason == null || reason.isBlank())) {
            throw ProblemException.invalid(List.of(Fault.of("/comment", "required")));
        }
        ScopeRequest request = rows.lock(task.caseId());
        rows.consent(request.id(), task.round(), personId, consents, reason == null ? "" : reason);
        rows.tell(request.id(), consents ? "consented" : "declined", null);
    }

    @Override
    public Map<String, Object> material(Task task) {
        ScopeRequest request = rows.find(task.caseId()).orElseThrow();
        VersionDetail version = catalogue.version(request.versionId()).orElseThrow();
        Map<String, Object> material = new LinkedHashMap<>();
        material.put("scopeRequestId", request.id());
        material.put(
                "resource",
                Map.of(
                        "resourceId", version.resourceId(),
                        "versionId", version.versionId(),
                        "number", version.number(),
                        "metadata", version.metadata()));
        material.put("files", version.files());
        material.put(
                "scopes",
                visibility.scopesOf(List.of(version.resourceId())).getOrDefault(version.resourceId(), Set.of()));
        material.put("wanted", request.wider());
        material.put("note", request.note() == null ? "" : request.note());
        return material;
    }
}
