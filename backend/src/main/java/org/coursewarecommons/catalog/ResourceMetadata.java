package org.coursewarecommons.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a resource (LOM, GB/T 21365, GB/T 41469; DOMAIN 2.2). In a draft everything but the title may be
 * missing or half-filled, only what is there must be readable; what the type requires is asked at submission. Codes
 * are those of {@code /taxonomies}, named beside each field.
 *
 * @param altTitle another title it is known by, for example a translated one
 * @param description teaching purpose and how to use it; counts as filled from 10 characters
 * @param type {@code types}: what it is first of all
 * @param secondaryTypes {@code types}: what it is besides
 * @param clubKind {@code club-kinds}: which after-school club it is for
 * @param clubTheme {@code club-themes}: class of after-school content of the national platform
 * @param researchKind {@code research-kinds}: which sort of teaching-research result
 * @param printSeries year of the textbook's print series ({@code 2012}, {@code 2024}), when the edition has several
 * @param granularity {@code granularities}: how large a piece of teaching it is (LOM 1.8)
 * @param structure {@code structures}: how its parts hang together (LOM 1.7)
 * @param chapters {@code chapters}: places in the book, the main one first
 * @param standards {@code standards} (URN {@code kcbz:…}), or free text for subjects that have no list
 * @param coverage place and time it speaks of
 * @param useScene {@code use-scenes}: when it is used
 * @param lessonKind {@code lesson-kinds}
 * @param interactivityType {@code interactivity-types} (LOM 5.1)
 * @param difficulty 1 (very easy) to 5 (very hard), within its grades
 * @param learningTime ISO 8601 duration: how long working through it takes, {@code PT40M}
 * @param duration ISO 8601 duration: how long it plays
 * @param contexts {@code contexts}: conditions it suits, for example small rural classes
 * @param requirements gear, software and bandwidth needed
 * @param offlineUsable whether it works without any network
 * @param accessibility what is done for those who can't see or hear well
 * @param link where it is, for types that are a link; https, host listed in {@code link-hosts}
 * @param rightsFileId the file of this version that proves the permission
 * @param rightsHolder who holds the rights, when not the contributors themselves
 * @param restrictions conditions of the holder beyond the licence
 * @param ai whether and how a machine had a share in it
 * @param externalIds names it has elsewhere
 * @param relations to other resources, here or elsewhere
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ResourceMetadata", description = "What is said about a resource / 资源元数据")
public record ResourceMetadata(
        @NotBlank @Size(max = 200) @Schema(example = "《分数的初步认识》课件") @Nullable String title,
        @Size(max = 200) @Nullable String altTitle,
        @Size(max = 2000) @Nullable String description,
        @Code("types") @Nullable String type,
        @Size(max = 5) @Nullable List<@NotNull @Code("types") String> secondaryTypes,
        @Code("club-kinds") @Nullable String clubKind,
        @Code("club-themes") @Nullable String clubTheme,
        @Code("research-kinds") @Nullable String researchKind,
        @Code("stages") @Nullable String stage,
        @Size(max = 12) @Nullable List<@NotNull @Code("grades") String> grades,
        @Code("subjects") @Nullable String subject,
        @Code("editions") @Nullable String edition,
        @Code("print-series") @Nullable String printSeries,
        @Code("volumes") @Nullable String volume,
        @Code("granularities") @Nullable String granularity,
        @Code("structures") @Nullable String structure,
        @Size(max = 20) @Nullable List<@NotNull @Code("chapters") String> chapters,
        @Size(max = 20) @Nullable
                List<@NotBlank @Size(max = 100) @TextFormat(TextFormat.Kind.STANDARD) String> standards,
        @Size(max = 20) @Nullable List<@NotBlank @Size(max = 50) String> keywords,
        @Code("languages") @Nullable String language,
        @Valid @Nullable Coverage coverage,
        @Size(max = 4) @Nullable List<@NotNull @Code("audiences") String> audience,
        @Size(max = 8) @Nullable List<@NotNull @Code("use-scenes") String> useScene,
        @Code("lesson-kinds") @Nullable String lessonKind,
        @Code("interactivity-types") @Nullable String interactivityType,
        @Min(1) @Max(5) @Nullable Integer difficulty,
        @Size(max = 40) @TextFormat(TextFormat.Kind.DURATION) @Schema(example = "PT40M") @Nullable String learningTime,
        @Size(max = 40) @TextFormat(TextFormat.Kind.DURATION) @Schema(example = "PT8M30S") @Nullable String duration,
        @Size(max = 2000) @Nullable String adviceForUse,
        @Size(max = 10) @Nullable List<@NotNull @Code("contexts") String> contexts,
        @Size(max = 1000) @Nullable String requirements,
        @Nullable Boolean offlineUsable,
        @Valid @Nullable Accessibility accessibility,
        @Size(max = 2000) @Nullable String link,
        @Code("licences") @Nullable String licence,
        @Code("rights-bases") @Nullable String rightsBasis,
        @Nullable UUID rightsFileId,
        @Size(max = 200) @Nullable String rightsHolder,
        @Size(max = 1000) @Nullable String restrictions,
        @Size(max = 20) @Nullable List<@NotNull @Valid Contributor> contributors,
        @Code("persons-visible") @Nullable String personsVisible,
        @Valid @Nullable Ai ai,
        @Size(max = 10) @Nullable List<@NotNull @Valid ExternalId> externalIds,
        @Size(max = 20) @Nullable List<@NotNull @Valid Relation> relations,
        @Valid @Nullable TargetScope targetScope) {

    /** Rights bases under which the holder is somebody else, whom reviewers have to know. */
    private static final Set<String> OF_OTHERS = Set.of("PERMITTED", "STATUTORY_LICENCE", "QUOTATION", "PUBLIC_DOMAIN");

    /** The same for reviewers, who must not know whose work they judge: the author's own school would tell, too. */
    public ResourceMetadata withoutContributors() {
        boolean foreign = rightsBasis != null && OF_OTHERS.contains(rightsBasis);
        return with(
                Map.of("contributors", List.of(), "rightsHolder", Optional.ofNullable(foreign ? rightsHolder : null)));
    }

    /** The same with the proof of permission in another file. */
    ResourceMetadata withRightsFile(@Nullable UUID fileId) {
        return with(Map.of("rightsFileId", Optional.ofNullable(fileId)));
    }

    /** The same with its place among books and standards changed. @param changes by name */
    ResourceMetadata rebound(Map<String, Object> changes) {
        return with(changes);
    }

    /** A record of this many components is copied by name: by position, one day two would be swapped. */
    private ResourceMetadata with(Map<String, Object> changes) {
        RecordComponent[] components = ResourceMetadata.class.getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                Object change = changes.get(components[i].getName());
                values[i] = change == null
                        ? components[i].getAccessor().invoke(this)
                        : change instanceof Optional<?> optional ? optional.orElse(null) : change;
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return ResourceMetadata.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A person who had a part in it; name and role are asked at submission.
     *
     * @param role {@code contributor-roles}
     * @param personId when the person is known here; used for conflicts of interest
     * @param organisation the person's school or firm, when not known here
     * @param date when the part was done
     */
    @Schema(name = "Contributor")
    public record Contributor(
            @Size(max = 100) @Nullable String name,
            @Code("contributor-roles") @Nullable String role,
            @Nullable UUID personId,
            @Size(max = 200) @Nullable String organisation,
            @Nullable LocalDate date) {}

    /**
     * Declared share of generated content; tool and label are asked at submission unless the share is NONE.
     *
     * @param share {@code ai-shares}
     * @param tool name of the tool
     * @param kinds {@code ai-kinds}: what the tool made
     * @param labelPresent the material itself says so, as the labelling rule asks
     */
    @Schema(name = "AiShare")
    public record Ai(
            @Code("ai-shares") @Nullable String share,
            @Size(max = 100) @Nullable String tool,
            @Size(max = 4) @Nullable List<@NotNull @Code("ai-kinds") String> kinds,
            @Nullable Boolean labelPresent) {}

    /**
     * Place and time that the content speaks of (LOM 1.6).
     *
     * @param period EDTF (ISO 8601-2) level 0 and its {@code ? ~ % X ..}, for example {@code 0755~/0763}
     */
    @Schema(name = "Coverage")
    public record Coverage(
            @Size(max = 200) @Nullable String place,
            @Size(max = 60) @TextFormat(TextFormat.Kind.PERIOD) @Schema(example = "0755~/0763") @Nullable
                    String period) {}

    /**
     * Facts for those who can't see or hear well; null is "not said", false is "has none".
     *
     * @param captions speech is captioned
     * @param transcript speech is there as a text
     * @param altText pictures are described in words
     * @param contrast colours keep the contrast of WCAG AA
     * @param note anything else
     */
    @Schema(name = "Accessibility")
    public record Accessibility(
            @Nullable Boolean captions,
            @Nullable Boolean transcript,
            @Nullable Boolean altText,
            @Nullable Boolean contrast,
            @Size(max = 500) @Nullable String note) {}

    /** Its name in another catalogue. @param scheme {@code identifier-schemes}: NATIONAL, ISBN, DOI … */
    @Schema(name = "ExternalId")
    public record ExternalId(
            @Code("identifier-schemes") @Nullable String scheme, @Size(max = 200) @Nullable String value) {}

    /**
     * How it stands to another resource; at submission it needs a type and exactly one of the two targets.
     *
     * @param type {@code relations}
     * @param resourceId a resource of this library
     * @param url anything else, http or https
     * @param title of the other one, for people
     */
    @Schema(name = "Relation")
    public record Relation(
            @Code("relations") @Nullable String type,
            @Nullable UUID resourceId,
            @Size(max = 2000) @Nullable String url,
            @Size(max = 200) @Nullable String title) {}
}
