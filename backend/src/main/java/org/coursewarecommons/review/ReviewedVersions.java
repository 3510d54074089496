package org.coursewarecommons.review;

import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.shared.OncePerTransaction;
import org.springframework.stereotype.Component;

/**
 * The versions that submissions are about. While one is under review nobody changes its description or files, so a
 * transaction reads them once. Where it stands, and how far the check of its files is, is asked of the catalogue.
 */
@Component
class ReviewedVersions {

    private final Catalogue catalogue;
    private final OncePerTransaction<UUID, VersionDetail> seen = new OncePerTransaction<>();

    ReviewedVersions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    VersionDetail of(Submission submission) {
        return seen.get(
                submission.versionId(),
                () -> catalogue.version(submission.versionId()).orElseThrow());
    }
}
