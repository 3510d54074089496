package org.coursewarecommons.storage;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The object store answers, and says no for a reason that lies in the request. Never leaves this module. */
class StoreRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Set<String> MISSING_OBJECT = Set.of("NoSuchKey", "NoSuchObject");
    private static final Set<String> BAD_PARTS =
            Set.of("InvalidPart", "InvalidPartOrder", "EntityTooSmall", "MalformedXML", "InvalidRequest");

    private final String code;

    StoreRefusal(String code, @Nullable Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    static StoreRefusal missingUpload() {
        return new StoreRefusal("NoSuchUpload", null);
    }

    static boolean isRefusal(String code) {
        return MISSING_OBJECT.contains(code) || BAD_PARTS.contains(code) || "NoSuchUpload".equals(code);
    }

    boolean isMissingObject() {
        return MISSING_OBJECT.contains(code);
    }

    boolean isMissingUpload() {
        return "NoSuchUpload".equals(code);
    }

    boolean isBadParts() {
        return BAD_PARTS.contains(code);
    }
}
