package org.coursewarecommons.interop;

import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.RecordedState;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.jspecify.annotations.Nullable;

/**
 * A row that keeps every rule that can be told without changing anything.
 *
 * @param versionGiven the manifest names the version's number
 * @param takeover only in a historic import
 */
record ParsedRow(
        String externalKey,
        PersonSummary owner,
        UUID schoolId,
        int major,
        int minor,
        boolean versionGiven,
        String kind,
        @Nullable String changed,
        ResourceMetadata metadata,
        List<FileReference> files,
        @Nullable Takeover takeover,
        List<RowFault> notes) {

    String number() {
        return major + "." + minor;
    }

    /** A file of the zip. @param id of the file to be; @param sha256 as the manifest says; null: it says nothing */
    record FileReference(
            UUID id, String column, String path, String name, String role, String mediaType, @Nullable String sha256) {}

    /** @param scope where it is to be found; null when it was not published */
    record Takeover(RecordedState state, @Nullable TargetScope scope) {}
}
