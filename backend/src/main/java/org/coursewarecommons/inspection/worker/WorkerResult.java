package org.coursewarecommons.inspection.worker;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
        return withText(null).with(InspectionState.REVIEW, "extraction-failed", why);
    }

    /** The same file with one more finding. @param found what it makes of the file */
    public WorkerResult with(InspectionState found, String code, String detail) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(new Finding(code, detail));
        return new WorkerResult(found, mediaType, more, text);
    }

    /** Whether others may have the file. */
    @JsonIgnore
    public boolean isAcceptable() {
        return state == InspectionState.PASSED || state == InspectionState.REVIEW;
    }

    /** The same file, of which not every page could be drawn; that says nothing against it. */
    public WorkerResult withoutPreviews(String why) {
        return with(state, "preview-failed", why);
    }

    /** A virus scanner knows it. @param name by which it is known */
    public static WorkerResult infected(String name) {
        return new WorkerResult(InspectionState.QUARANTINED, null, List.of(new Finding("malware", name)), null);
    }

    /** The check itself came to no end, so nothing is known. */
    public static WorkerResult incomplete(String why) {
        return error("check-incomplete", why);
    }

    /** The bytes could not be had, again and again. */
    public static WorkerResult unavailable(String why) {
        return error("store-unavailable", why);
    }

    /** No virus scanner answered, again and again. */
    public static WorkerResult unscanned(String why) {
        return error("scanner-unavailable", why);
    }

    private static WorkerResult error(String code, String why) {
        return new WorkerResult(InspectionState.ERROR, null, List.of(new Finding(code, why)), null);
    }
}
