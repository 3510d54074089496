package org.coursewarecommons.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.spi.Recommendations;
import org.coursewarecommons.catalog.spi.ReviewBadges;
import org.jspecify.annotations.Nullable;

/**
 * A resource as the API shows it.
 *
 * @param version number of the version shown, {@code major.minor}
 * @param state of the resource: its live version's, else its latest version's
 * @param draftVersion the version on its way beside a live one
 * @param ownerId null, like the school and the contributors, for reviewers of an unpublished version
 * @param reviewBadge of the shown version; null unless it was published after a review here
 * @param recommended by its review, or by an evaluation since: then {@code recommendation} says until when
 * @param supersession the banner of what lost its book or standard; null for anything else
 * @param actions exactly what this caller may do now
 */
@Schema(name = "Resource", description = "A resource / 资源")
record ResourceView(
        UUID id,
        UUID versionId,
        @Size(max = 20) String version,
        VersionState state,
        @Size(max = 20) @Nullable String phase,
        @Nullable DraftVersion draftVersion,
        @JsonUnwrapped ResourceMetadata metadata,
        Completeness completeness,
        @Size(max = 50) List<FileView> files,
        boolean recommended,
        @Nullable UUID ownerId,
        @Nullable UUID schoolId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant publishedAt,
        ReviewBadges.@Nullable Badge reviewBadge,
        Recommendations.@Nullable Recommendation recommendation,
        @Nullable SupersessionView supersession,
        @Size(max = 20) List<@Size(max = 40) String> actions) {

    /**
     * What is no longer adopted.
     *
     * @param taxonomy textbooks, editions or standards
     * @param answer of the owner: OPEN while the offer to bind it elsewhere stands, or ARCHIVED
     */
    @Schema(name = "Supersession", description = "教材已更换")
    record SupersessionView(
            @Size(max = 20) String taxonomy,
            @Size(max = 100) String code,
            Instant since,
            @Schema(allowableValues = {"OPEN", "ARCHIVED"}) @Size(max = 10) String answer) {}

    @Schema(name = "DraftVersion")
    record DraftVersion(@Size(max = 20) String version, VersionState state) {}

    /**
     * @param role {@code MAIN} or {@code ATTACHMENT}
     * @param sha256 of the bytes as they are handed out
     * @param durationSeconds of sound or film; null for anything else, and where no program could tell
     * @param contents null unless the file is a package
     * @param originalSha256 of the bytes as they were deposited, when a photograph's place was taken out since
     */
    @Schema(name = "ResourceFile")
    record FileView(
            UUID fileId,
            @Size(max = 255) String name,
            @Size(max = 20) String role,
            long size,
            @Size(min = 64, max = 64) String sha256,
            @Size(max = 200) String mediaType,
            InspectionView inspection,
            @Size(max = 5) List<PreviewView> previews,
            FileFactsView.PreviewKindView preview,
            @Nullable Double durationSeconds,
            @JsonProperty("package") FileFactsView.@Nullable PackageView contents,
            @Size(min = 64, max = 64) @Nullable String originalSha256) {}

    /** A page that can be looked at. @param page from 1 */
    @Schema(name = "FilePreview", description = "A page as a picture / 页面预览图")
    record PreviewView(int page, int width, int height) {}

    @Schema(name = "Inspection", description = "Technical check / 技术检查")
    record InspectionView(
            @Schema(allowableValues = {"PENDING", "PASSED", "REVIEW", "FAILED", "QUARANTINED", "ERROR"}) @Size(max = 20)
                    String state,
            @Size(max = 100) List<FindingView> findings,
            FileFactsView.@Nullable VirusScanView virusScan) {}

    @Schema(name = "Finding")
    record FindingView(@Size(max = 60) String code, @Size(max = 500) String message, @Size(max = 500) String detail) {}

    /** One version in a resource's history. */
    @Schema(name = "VersionSummary")
    record VersionSummary(
            UUID versionId,
            @Size(max = 20) String version,
            @Schema(allowableValues = {"MAJOR", "MINOR"}) @Size(max = 10) String kind,
            @Size(max = 2000) @Nullable String changed,
            VersionState state,
            Instant createdAt,
            @Nullable Instant publishedAt) {}
}
