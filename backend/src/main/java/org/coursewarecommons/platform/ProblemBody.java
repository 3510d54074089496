package org.coursewarecommons.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A problem document (RFC 9457). {@code type} and {@code code} are stable; the texts follow {@code Accept-Language}. */
@Schema(name = "Problem", description = "Problem document (RFC 9457) / 问题说明")
record ProblemBody(
        @Schema(format = "uri-reference", maxLength = 200, example = "/problems/invalid-input") String type,
        @Schema(maxLength = 200, example = "内容不符合要求") String title,
        @Schema(example = "422") int status,
        @Schema(maxLength = 2000) String detail,
        @Schema(format = "uri-reference", maxLength = 2000) String instance,
        @Schema(maxLength = 100, example = "invalid-input") String code,
        @Schema(maxLength = 64) String traceId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FaultBody> errors) {

    /** One broken rule. */
    @Schema(name = "Fault")
    record FaultBody(
            @Schema(maxLength = 500, example = "/grades/0") String pointer,
            @Schema(maxLength = 100, example = "unknown-code") String code,
            @Schema(maxLength = 2000) String detail) {}
}
