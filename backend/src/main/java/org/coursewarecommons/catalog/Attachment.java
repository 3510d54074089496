package org.coursewarecommons.catalog;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** The headers under which uploaded bytes, or what was made of them, leave the house. */
final class Attachment {

    private Attachment() {}

    /** To be saved, never shown. @param fileName as people named it; told by RFC 6266 */
    static void headers(HttpServletResponse response, String mediaType, String fileName) {
        harmless(response, mediaType);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(fileName, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    /** Nothing that somebody uploaded may run in our origin, whatever it claims to be. */
    static void harmless(HttpServletResponse response, String mediaType) {
        response.setContentType(mediaType);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
    }
}
