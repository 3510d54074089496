package org.coursewarecommons.platform;

import java.util.Locale;
import java.util.regex.Pattern;

/** Routes that cost about the same. Each has a bucket of its own: whoever searches too much can still hand in a review. */
enum RouteClass {
    READ,
    SEARCH,
    WRITE,
    UPLOAD,
    /** Answers that take the work of hundreds of others: reports, archives, imports, exports. */
    BULK,
    /** Without a token. */
    OPEN;

    private static final Pattern SEARCHES =
            Pattern.compile("/api/v1/(search|recommendations|gaps)(/.*)?|.*/similar(-files)?");
    private static final Pattern UPLOADS = Pattern.compile("/api/v1/(uploads|tus)(/.*)?");
    private static final Pattern FILES = Pattern.compile("/api/v1/resources/\\{[^}]+}/files");
    private static final Pattern BULKS = Pattern.compile(
            "/api/v1/(reports|exports|imports|organisation-imports|admin/audit)(/.*)?|.*/archive|.*/package|.*/data-export");

    /** @param pattern of the mapping, for example {@code /api/v1/resources/{id}} */
    static RouteClass of(String method, String pattern) {
        boolean reads = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        if (UPLOADS.matcher(pattern).matches()
                || !reads && FILES.matcher(pattern).matches()) {
            return UPLOAD;
        }
        if (SEARCHES.matcher(pattern).matches()) {
            return SEARCH;
        }
        if (BULKS.matcher(pattern).matches()) {
            return BULK;
        }
        return reads ? READ : WRITE;
    }

    /** Doors that ask for nobody, so that a token, whosever it is, changes nothing. */
    static boolean isOpen(String method, String pattern) {
        return method.equals("OPTIONS") || pattern.startsWith("/api/v1/questionnaire-links/");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
