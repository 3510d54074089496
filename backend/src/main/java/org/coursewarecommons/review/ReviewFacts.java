package org.coursewarecommons.review;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.review.spi.OpenReports;
import org.coursewarecommons.workflow.Workflow;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What {@code resource-review.bpmn} asks on its way up the levels; changes nothing. */
@Component("reviewFacts")
@Transactional(propagation = Propagation.MANDATORY)
public class ReviewFacts implements ProcessSteps {

    private static final List<String> PEERS = List.of("E", "T");
    private static final int THREE = 3;

    private final Submissions submissions;
    private final Rounds rounds;
    private final Meetings meetings;
    private final Catalogue catalogue;
    private final ReviewedVersions versions;
    private final Workflow workflow;
    private final List<OpenReports> reports;

    ReviewFacts(
            Submissions submissions,
            Rounds rounds,
            Meetings meetings,
            Catalogue catalogue,
            ReviewedVersions versions,
            Workflow workflow,
            List<OpenReports> reports) {
        this.submissions = submissions;
        this.rounds = rounds;
        this.meetings = meetings;
        this.catalogue = catalogue;
        this.versions = versions;
        this.workflow = workflow;
        this.reports = reports;
    }

    @Override
    public String processKey() {
        return ReviewModel.PROCESS_KEY;
    }

    /** Whether the version passed at the level of its target scope. */
    public boolean lastLevel(String submissionId) {
        Submission submission = get(submissionId);
        return submission.level().compareTo(submission.lastLevel()) >= 0;
    }

    /** Whether the files differ from those of the published version; true without one. */
    public boolean contentChanged(String submissionId) {
        Submission submission = get(submissionId);
        VersionDetail live =
                catalogue.published(List.of(submission.resourceId())).get(submission.resourceId());
        return live == null || !FilesDigest.of(live).equals(FilesDigest.of(version(submission)));
    }

    /** Whether the technician's result of the level below holds here too. */
    public boolean technicianStands(String submissionId) {
        return rounds.technicianStands(get(submissionId));
    }

    /** How many sheets of a form stand. @param form E, T or X */
    public int formCount(String submissionId, String form) {
        return rounds.disagreement(get(submissionId), form).forms();
    }

    /** Points of 100. @param form E, T or X */
    public double scoreGap(String submissionId, String form) {
        return rounds.disagreement(get(submissionId), form).gap().doubleValue();
    }

    /** @param form E, T or X */
    public boolean criticalSplit(String submissionId, String form) {
        return rounds.disagreement(get(submissionId), form).criticalSplit();
    }

    /** @param form E, T or X */
    public boolean passSplit(String submissionId, String form) {
        return rounds.disagreement(get(submissionId), form).passSplit();
    }

    /** Whether three sheets of one role lie so far apart that even their median says nothing. */
    public boolean meetingNeeded(String submissionId) {
        return meetingNeeded(get(submissionId));
    }

    /**
     * What the meeting came to: NONE, APPROVE, RETURN or REJECT. A committee that only had to agree to a push to the
     * city and does, leaves the decision to the scores.
     */
    public String ruling(String submissionId) {
        Submission submission = get(submissionId);
        String ruling = meetings.ruling(submission);
        return ruling.equals("APPROVE") && !meetingNeeded(submission) ? "NONE" : ruling;
    }

    /** Code; empty when the contributor gave none. */
    public String rightsBasis(String submissionId) {
        String basis = version(get(submissionId)).metadata().rightsBasis();
        return basis == null ? "" : basis;
    }

    /** Whether a file proves the permission. */
    public boolean rightsFile(String submissionId) {
        return version(get(submissionId)).metadata().rightsFileId() != null;
    }

    /** 0–100. */
    public int completeness(String submissionId) {
        return catalogue.completeness(version(get(submissionId)));
    }

    /** Whether a complaint about the resource is not settled yet. */
    public boolean openReport(String submissionId) {
        UUID resourceId = get(submissionId).resourceId();
        return reports.stream().anyMatch(report -> report.isOpen(resourceId));
    }

    /** Whether the contributor signed; nothing is submitted without, so this guards what was taken over from elsewhere. */
    public boolean promised(String submissionId) {
        return submissions.promised(UUID.fromString(submissionId));
    }

    private boolean meetingNeeded(Submission submission) {
        return PEERS.stream().anyMatch(form -> {
            Disagreement found = rounds.disagreement(submission, form);
            return found.forms() >= THREE
                    && "MEETING"
                            .equals(workflow.decide(
                                            ReviewModel.DECISION_REVIEW_DISAGREEMENT,
                                            Map.of(
                                                    "forms", found.forms(),
                                                    "gap", found.gap().doubleValue(),
                                                    "criticalSplit", found.criticalSplit(),
                                                    "passSplit", found.passSplit()))
                                    .get("action"));
        });
    }

    private Submission get(String submissionId) {
        return submissions.get(UUID.fromString(submissionId));
    }

    private VersionDetail version(Submission submission) {
        return versions.of(submission);
    }
}
