package org.coursewarecommons.inspection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file besides its check's findings.
 *
 * @param previewNote why the preview is no better, stable kebab-case; its text is {@code preview.<note>} in the message
 *     bundle; null when there is nothing to say
 * @param durationMillis of sound or film; null for anything else, and where no program could tell
 * @param contents null unless the file is a package
 * @param original SHA-256 of the bytes as they were deposited, when a copy without a photograph's place has taken over
 */
public record FileFacts(
        UUID fileId,
        VirusScan virusScan,
        PreviewKind preview,
        @Nullable String previewNote,
        @Nullable Long durationMillis,
        @Nullable PackageContents contents,
        @Nullable String original) {

    /** @param detail name of what was found, or why there is no answer; not translated */
    public record VirusScan(State state, @Nullable String detail) {

        static final VirusScan NOT_SCANNED = new VirusScan(State.NOT_SCANNED, null);

        /** How far a scanner has judged the file. */
        public enum State {
            /** No scanner is configured. */
            NOT_SCANNED,
            CLEAN,
            FOUND,
            /** Beyond what the scanner takes. */
            TOO_LARGE,
            /** The check waits for the scanner. */
            UNREACHABLE
        }
    }

    /** What can be looked at before the file is fetched. */
    public enum PreviewKind {
        /** Nothing. */
        NONE,
        /** The first pages. */
        PAGES,
        /** The picture itself, smaller. */
        PICTURE,
        /** One frame of a film. */
        POSTER,
        /** The text alone. */
        TEXT
    }

    /** Of a file whose check has not come to its end. */
    static FileFacts none(UUID fileId) {
        return new FileFacts(fileId, VirusScan.NOT_SCANNED, PreviewKind.NONE, null, null, null, null);
    }

    FileFacts scanned(VirusScan scan) {
        return new FileFacts(fileId, scan, preview, previewNote, durationMillis, contents, original);
    }
}
