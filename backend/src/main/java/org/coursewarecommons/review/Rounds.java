package org.coursewarecommons.review;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts a round's sheets and the forms they were filled on together. */
@Component
class Rounds {

    private final Sheets sheets;
    private final Rubrics rubrics;

    Rounds(Sheets sheets, Rubrics rubrics) {
        this.sheets = sheets;
        this.rubrics = rubrics;
    }

    /** Of the submission's present round. */
    RoundResult result(Submission submission) {
        return new RoundResult(sheets.of(submission.id(), submission.round()), forms(submission));
    }

    /** The forms by letter, in the versions that the submission is scored with. */
    Map<String, Rubric> forms(Submission submission) {
        Map<String, Rubric> forms = new HashMap<>();
        submission.rubrics().forEach((form, version) -> forms.put(form, rubrics.of(form, version)));
        return forms;
    }
}
