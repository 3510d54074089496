package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Whether a resource repeats what the library has already. */
@Tag(name = "files")
@RestController
class SimilarFileController {

    private static final Set<Role> JUDGES = EnumSet.of(
            Role.EXPERT,
            Role.TEACHER_REVIEWER,
            Role.TECHNICIAN,
            Role.REVIEW_COORDINATOR,
            Role.DISTRICT_STEWARD,
            Role.COMMITTEE);

    private final ResourceViews views;
    private final Twins twins;
    private final CatalogueService catalogue;

    SimilarFileController(ResourceViews views, Twins twins, CatalogueService catalogue) {
        this.views = views;
        this.twins = twins;
        this.catalogue = catalogue;
    }

    /** Another resource with the same or nearly the same file. */
    @Schema(name = "SimilarFile", description = "A resource with the same or nearly the same file / 相同或近似文件的资源")
    record SimilarFileView(
            UUID resourceId,
            @Size(max = 200) String title,
            VersionState state,
            @Size(max = 255) String file,
            @Schema(minimum = "0.8", maximum = "1") double score,
            boolean exact,
            @Size(max = 3) String veto) {}

    /** Those found. */
    @Schema(name = "SimilarFiles")
    record SimilarFiles(@Size(max = 20) List<SimilarFileView> items) {}

    @Operation(
            operationId = "getSimilarFiles",
            summary = "Resources with the same or nearly the same files / 相同或近似文件的资源",
            description = "Reviewers see all; everybody else what they may read. / 评审人员可见全部，其他人仅见有权阅读的资源。")
    @GetMapping("/api/v1/resources/{id}/similar-files")
    SimilarFiles similar(@PathVariable UUID id, Actor actor) {
        VersionDetail version = views.seen(id, actor);
        List<Twins.SimilarFile> found = twins.of(version);
        boolean judges = JUDGES.stream().anyMatch(actor::has)
                && !version.contributorIds().contains(actor.id());
        Map<UUID, VersionDetail> readable = judges
                ? Map.of()
                : catalogue.published(
                        found.stream().map(Twins.SimilarFile::resourceId).toList());
        return new SimilarFiles(found.stream()
                .filter(one -> judges || mayRead(actor, readable, one.resourceId()))
                .map(one -> new SimilarFileView(
                        one.resourceId(), one.title(), one.state(), one.file(), one.score(), one.exact(), one.veto()))
                .toList());
    }

    private boolean mayRead(Actor actor, Map<UUID, VersionDetail> published, UUID resourceId) {
        VersionDetail version = published.get(resourceId);
        return version != null && catalogue.mayRead(actor, version);
    }
}
