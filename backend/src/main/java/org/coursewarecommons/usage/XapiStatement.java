package org.coursewarecommons.usage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What we read of an xAPI statement (DOMAIN 2.6); everything else in it is passed over and not kept.
 *
 * @param id repeats of it are stored once; without one every sending is another use
 * @param timestamp with an offset; missing: now
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(name = "XapiStatement", description = "xAPI 1.0.3 statement, as far as it is read / xAPI 语句")
record XapiStatement(
        @Nullable UUID id,
        @NotNull @Valid XapiActor actor,
        @NotNull @Valid XapiVerb verb,
        @NotNull @Valid XapiObject object,
        @Nullable OffsetDateTime timestamp,
        @Valid @Nullable XapiResult result,
        @Valid @Nullable XapiContext context) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "XapiActor")
    record XapiActor(
            @Schema(maxLength = 10, example = "Agent") @Size(max = 10) @Nullable String objectType,
            @Valid @Nullable XapiAccount account) {}

    /** @param name opaque: it must not tell who it is */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "XapiAccount")
    record XapiAccount(
            @NotNull @Size(min = 1, max = 500) @Schema(example = "https://lms.example.cn") String homePage,
            @NotNull @Size(min = 1, max = 200) @Schema(example = "8f6c2e0d91") String name) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "XapiVerb")
    record XapiVerb(
            @NotNull @Size(min = 1, max = 500) @Schema(example = "http://adlnet.gov/expapi/verbs/launched")
                    String id) {}

    /** @param id the resource's address, or of a voiding statement the id of the statement that it voids */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "XapiObject")
    record XapiObject(
            @Size(max = 20) @Nullable String objectType,
            @NotNull
                    @Size(min = 1, max = 500)
                    @Schema(example = "https://commons.example.cn/resources/0198c2a4-0000-7000-8000-000000000001")
                    String id) {}

    /** @param duration ISO 8601 */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "XapiResult")
    record XapiResult(
            @Size(max = 50) @Schema(example = "PT2M30S") @Nullable String duration,
            @Size(max = 50) @Nullable Map<@Size(max = 200) String, Object> extensions) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "XapiContext")
    record XapiContext(@JsonProperty("registration") @Nullable UUID registration) {}
}
