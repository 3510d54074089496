package org.coursewarecommons.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a resource (LOM, GB/T 21365). In a draft everything but the title may be missing; what the type
 * requires is asked at submission. Codes are those of {@code /taxonomies}.
 *
 * @param ai whether and how a machine had a share in it
 * @param contexts conditions it suits, for example small rural classes
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ResourceMetadata", description = "What is said about a resource / 资源元数据")
public record ResourceMetadata(
        @NotBlank @Size(max = 200) @Schema(example = "《分数的初步认识》课件") @Nullable String title,
        @Size(max = 2000) @Nullable String description,
        @Code("types") @Nullable String type,
        @Code("stages") @Nullable String stage,
        @Size(max = 12) @Nullable List<@NotNull @Code("grades") String> grades,
        @Code("subjects") @Nullable String subject,
        @Code("editions") @Nullable String edition,
        @Code("volumes") @Nullable String volume,
        @Code("granularities") @Nullable String granularity,
        @Size(max = 20) @Nullable List<@NotNull @Code("chapters") String> chapters,
        @Size(max = 20) @Nullable List<@NotBlank @Size(max = 100) String> standards,
        @Size(max = 20) @Nullable List<@NotBlank @Size(max = 50) String> keywords,
        @Code("languages") @Nullable String language,
        @Size(max = 4) @Nullable List<@NotNull @Code("audiences") String> audience,
        @Code("licences") @Nullable String licence,
        @Code("rights-bases") @Nullable String rightsBasis,
        @Nullable UUID rightsFileId,
        @Size(max = 20) @Nullable List<@NotNull @Valid Contributor> contributors,
        @Size(max = 2000) @Nullable String adviceForUse,
        @Code("persons-visible") @Nullable String personsVisible,
        @Valid @Nullable Ai ai,
        @Size(max = 10) @Nullable List<@NotNull @Code("contexts") String> contexts,
        @Valid @Nullable TargetScope targetScope) {

    /** The same for reviewers, who must not know whose work they judge. */
    ResourceMetadata withoutContributors() {
        return new ResourceMetadata(
                title,
                description,
                type,
                stage,
                grades,
                subject,
                edition,
                volume,
                granularity,
                chapters,
                standards,
                keywords,
                language,
                audience,
                licence,
                rightsBasis,
                rightsFileId,
                List.of(),
                adviceForUse,
                personsVisible,
                ai,
                contexts,
                targetScope);
    }

    /**
     * A person who had a part in it.
     *
     * @param personId when the person is known here; used for conflicts of interest
     */
    @Schema(name = "Contributor")
    public record Contributor(
            @NotBlank @Size(max = 100) @Nullable String name,
            @NotNull @Code("contributor-roles") @Nullable String role,
            @Nullable UUID personId) {}

    /** Declared share of generated content. */
    @Schema(name = "AiShare")
    public record Ai(@NotNull @Code("ai-shares") @Nullable String share, @Size(max = 100) @Nullable String tool) {}
}
