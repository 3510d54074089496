package org.coursewarecommons.catalog;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.regex.Pattern;
import org.coursewarecommons.inspection.InspectionState;
import org.coursewarecommons.storage.Disposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The headers under which uploaded bytes, or what was made of them, leave the house. */
final class Attachment {

    /** What browsers show without running anything of it, and need to be shown (docs/decisions/0016). */
    private static final Set<String> SHOWN =
            Set.of("application/pdf", "image/png", "image/jpeg", "image/webp", "video/mp4", "audio/mpeg");

    /** What a browser would run, should it ever take it for a page. */
    private static final Pattern ACTIVE = Pattern.compile("text/.*|.*[/+]xml|.*(?:html|javascript|ecmascript).*");

    private Attachment() {}

    /** To be saved, never shown. @param fileName as people named it; told by RFC 6266 */
    static void headers(HttpServletResponse response, String mediaType, String fileName) {
        harmless(response, mediaType);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Disposition.attachment(fileName));
    }

    /** To be shown, in a sandbox still. */
    static void inline(HttpServletResponse response, String mediaType, String fileName) {
        harmless(response, mediaType);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Disposition.inline(fileName));
    }

    /** Whether a file may be shown: of a kind on the list, and nothing was found in it. */
    static boolean mayBeShown(VersionDetail.VersionFile file) {
        return file.inspection().state() == InspectionState.PASSED && SHOWN.contains(type(file));
    }

    /** As found in the bytes, whatever the name or the client says. */
    static String type(VersionDetail.VersionFile file) {
        String found = file.inspection().mediaType();
        return found == null ? MediaType.APPLICATION_OCTET_STREAM_VALUE : found;
    }

    /** The type for a store that cannot be told to send nosniff and a sandbox. */
    static String typeElsewhere(VersionDetail.VersionFile file) {
        String type = type(file);
        return ACTIVE.matcher(type).matches() ? MediaType.APPLICATION_OCTET_STREAM_VALUE : type;
    }

    /** Nothing that somebody uploaded may run in our origin, whatever it claims to be. */
    static void harmless(HttpServletResponse response, String mediaType) {
        response.setContentType(mediaType);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }
}
