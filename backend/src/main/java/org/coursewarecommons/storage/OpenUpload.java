package org.coursewarecommons.storage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to upload.
 *
 * @param size in bytes
 * @param sha256 64 lower-case hexadecimal digits; checked against the stored bytes when given
 */
record OpenUpload(
        @NotBlank @Size(max = 120) @FileName String name,
        @NotNull @Min(1) @Max(OpenUpload.MAX_SIZE) Long size,
        @NotBlank @Size(max = 127) @Pattern(regexp = "[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+") String mediaType,
        @Nullable @Size(min = 64, max = 64) @Pattern(regexp = "[0-9a-f]{64}") String sha256) {

    /** 2 GiB. */
    static final long MAX_SIZE = 2147483648L;
}
