package org.coursewarecommons.inspection;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the technical check found.
 *
 * @param mediaType as found in the bytes; null while pending
 */
public record InspectionReport(UUID fileId, InspectionState state, @Nullable String mediaType, List<Finding> findings) {

    public InspectionReport {
        findings = List.copyOf(findings);
    }

    /**
     * @param code stable kebab-case; its text is {@code finding.<code>} in the message bundle
     * @param detail what exactly, not translated (a name inside an archive, a detected type)
     */
    public record Finding(String code, String detail) {}
}
