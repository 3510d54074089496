package org.coursewarecommons.inspection.worker;

import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.InspectionState;
import org.jspecify.annotations.Nullable;

/**
 * What the worker writes for its parent.
 *
 * @param mediaType as found in the bytes; null when it was not reached
 * @param text at most {@value TextExtractor#MAX_CHARACTERS} characters; null when there is none
 */
public record WorkerResult(
        InspectionState state, @Nullable String mediaType, List<Finding> findings, @Nullable String text) {

    private static final int MAX_FINDINGS = 20;
    private static final int MAX_DETAIL = 200;

    /** Cleans what it is given: the parent reads it from a process that a hostile file may have taken over. */
    public WorkerResult {
        if (!state.isFinal()) {
            throw new IllegalArgumentException("a result is final");
        }
        findings =
                findings.stream().limit(MAX_FINDINGS).map(WorkerResult::clean).toList();
        mediaType = mediaType == null ? null : Texts.printable(mediaType, MAX_DETAIL);
        text = text == null ? null : Texts.clean(text, TextExtractor.MAX_CHARACTERS);
    }

    private static Finding clean(Finding finding) {
        return new Finding(Texts.printable(finding.code(), MAX_DETAIL), Texts.printable(finding.detail(), MAX_DETAIL));
    }

    static WorkerResult passed(String mediaType) {
        return new WorkerResult(InspectionState.PASSED, mediaType, List.of(), null);
    }

    WorkerResult withText(@Nullable String found) {
        return new WorkerResult(state, mediaType, findings, found);
    }

    /** The same file without its text, for a person to look at. @param why it could not be read */
    public WorkerResult withoutText(String why) {
        Finding finding = new Finding("extraction-failed", why);
        return new WorkerResult(InspectionState.REVIEW, mediaType, List.of(finding), null);
    }

    /** The same file, of which not every page could be drawn; that says nothing against it. */
    public WorkerResult withoutPreviews(String why) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(new Finding("preview-failed", why));
        return new WorkerResult(state, mediaType, more, text);
    }

    /** The check itself came to no end, so nothing is known: not acceptable as it is. */
    public static WorkerResult incomplete(String why) {
        Finding finding = new Finding("check-incomplete", why);
        return new WorkerResult(InspectionState.FAILED, null, List.of(finding), null);
    }
}
