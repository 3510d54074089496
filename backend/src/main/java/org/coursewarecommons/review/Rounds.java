package org.coursewarecommons.review;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts a round's sheets and the forms they were filled on together. */
@Component
class Rounds {

    private static final String TECHNICIANS_FORM = "X";

    private final Sheets sheets;
    private final Rubrics rubrics;
    private final ReviewedVersions versions;

    Rounds(Sheets sheets, Rubrics rubrics, ReviewedVersions versions) {
        this.sheets = sheets;
        this.rubrics = rubrics;
        this.versions = versions;
    }

    /** Of the submission's present level and round. */
    RoundResult result(Submission submission) {
        return new RoundResult(counting(submission), forms(submission));
    }

    /** How far the present sheets of a role lie apart. */
    Disagreement disagreement(Submission submission, String form) {
        List<ScoreSheet> own = counting(submission).stream()
                .filter(sheet -> sheet.form().equals(form))
                .toList();
        return Disagreement.among(own, forms(submission).get(form));
    }

    /**
     * The sheets that the outcome of the present level and round is made of: those that nobody revised, and the
     * technician's of the level below where it still stands.
     */
    List<ScoreSheet> counting(Submission submission) {
        List<ScoreSheet> all = sheets.of(submission.id());
        Set<UUID> revised = all.stream()
                .map(ScoreSheet::basedOnTaskId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<ScoreSheet> own = all.stream()
                .filter(sheet -> sheet.round() == submission.round() && sheet.level() == submission.level())
                .filter(sheet -> !revised.contains(sheet.taskId()))
                .toList();
        if (own.stream().anyMatch(sheet -> sheet.form().equals(TECHNICIANS_FORM))) {
            return own;
        }
        return Stream.concat(technicianBelow(submission, all).stream(), own.stream())
                .toList();
    }

    /** Whether a technician of a level below has passed exactly these files. */
    boolean technicianStands(Submission submission) {
        return technicianBelow(submission, sheets.of(submission.id())).isPresent();
    }

    private Optional<ScoreSheet> technicianBelow(Submission submission, List<ScoreSheet> all) {
        if (submission.level() == Level.L1) {
            return Optional.empty();
        }
        Optional<ScoreSheet> last = all.stream()
                .filter(sheet ->
                        sheet.form().equals(TECHNICIANS_FORM) && sheet.level().compareTo(submission.level()) < 0)
                .max(Comparator.comparing(ScoreSheet::decidedAt))
                .filter(ScoreSheet::passed);
        return last.filter(sheet -> FilesDigest.of(versions.of(submission)).equals(sheet.filesDigest()));
    }

    /** The forms by letter, in the versions that the submission is scored with. */
    Map<String, Rubric> forms(Submission submission) {
        Map<String, Rubric> forms = new HashMap<>();
        submission.rubrics().forEach((form, version) -> forms.put(form, rubrics.of(form, version)));
        return forms;
    }
}
