package org.coursewarecommons.inspection.worker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of file that may be deposited: an extension, and what the bytes must then be (DOMAIN.md 1.9). */
enum FileKind {
    PPTX(true, Set.of("pptx"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    DOCX(true, Set.of("docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    XLSX(true, Set.of("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PDF(true, Set.of("pdf"), "application/pdf"),
    MP4(false, Set.of("mp4"), "video/mp4", "application/mp4", "video/x-m4v"),
    MP3(false, Set.of("mp3"), "audio/mpeg"),
    // Recorders write sound alone under the brands of video, too: the container is the same.
    M4A(false, Set.of("m4a"), "audio/mp4", "audio/x-m4a", "application/mp4", "video/mp4"),
    PNG(false, Set.of("png"), "image/png"),
    JPEG(false, Set.of("jpg", "jpeg"), "image/jpeg"),
    WEBP(false, Set.of("webp"), "image/webp"),
    ZIP(true, Set.of("zip", "h5p"), "application/zip"),
    GGB(false, Set.of("ggb"), "application/zip", "application/vnd.geogebra.file");

    private static final Set<String> MISLEADING = Set.of(
            "text/html", "text/javascript", "application/javascript", "image/svg+xml", "application/x-msdownload");

    private final boolean withText;
    private final Set<String> extensions;
    private final Set<String> mediaTypes;

    FileKind(boolean withText, Set<String> extensions, String... mediaTypes) {
        this.withText = withText;
        this.extensions = extensions;
        this.mediaTypes = Set.of(mediaTypes);
    }

    static Optional<FileKind> of(String fileName) {
        String extension = extension(fileName);
        return Arrays.stream(values())
                .filter(kind -> kind.extensions.contains(extension))
                .findFirst();
    }

    /** In lower case, without the dot; empty when there is none. */
    static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    boolean agreesWith(String mediaType) {
        return mediaTypes.contains(mediaType);
    }

    /**
     * Whether bytes were announced as something else that we know. Programs that know little say nothing useful, and
     * that is no offence.
     */
    boolean contradicts(String declaredType) {
        String type =
                declaredType.toLowerCase(Locale.ROOT).replaceAll(";.*", "").strip();
        if (agreesWith(type) || isArchive() && ZIP.agreesWith(type)) {
            return false;
        }
        return MISLEADING.contains(type) || Arrays.stream(values()).anyMatch(kind -> kind.agreesWith(type));
    }

    /** A ZIP with rules of its own for what lies in it. */
    boolean isArchive() {
        return switch (this) {
            case PPTX, DOCX, XLSX, ZIP, GGB -> true;
            default -> false;
        };
    }

    boolean hasText() {
        return withText;
    }
}
