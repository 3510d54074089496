package org.coursewarecommons.storage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A part as the client saw it arrive. */
record CompletedPart(@NotNull @Min(1) @Max(10000) Integer number, @NotBlank @Size(max = 200) String etag) {}
