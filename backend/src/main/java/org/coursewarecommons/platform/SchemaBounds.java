package org.coursewarecommons.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives every string, array and number that has no limit of its own the limit that holds for all bodies. */
final class SchemaBounds {

    /** No body is larger than 1 MiB, so no text nor list can be. */
    private static final int MAX_TEXT = 1 << 20;

    private static final int MAX_ITEMS = 1000;

    private final Set<Schema<?>> seen = new HashSet<>();

    private SchemaBounds() {}

    static void apply(OpenAPI api) {
        SchemaBounds bounds = new SchemaBounds();
        api.getComponents().getSchemas().values().forEach(bounds::bound);
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> {
                    if (operation.getParameters() != null) {
                        operation.getParameters().forEach(parameter -> bounds.bound(parameter.getSchema()));
                    }
                    operation.getResponses().values().forEach(response -> {
                        if (response.getContent() != null) {
                            response.getContent().values().stream()
                                    .map(MediaType::getSchema)
                                    .forEach(bounds::bound);
                        }
                    });
                });
    }

    private void bound(@Nullable Schema<?> schema) {
        if (schema == null || schema.get$ref() != null || !seen.add(schema)) {
            return;
        }
        Set<String> types = schema.getTypes() == null ? Set.of() : schema.getTypes();
        if (types.contains("string") && isUnboundedText(schema)) {
            schema.setMaxLength(MAX_TEXT);
        }
        if (types.contains("array")) {
            schema.setMaxItems(schema.getMaxItems() == null ? Integer.valueOf(MAX_ITEMS) : schema.getMaxItems());
            bound(schema.getItems());
        }
        if (types.contains("integer")) {
            boundNumber(schema);
        }
        if (schema.getProperties() != null) {
            if (schema.getAdditionalProperties() == null) {
                schema.setAdditionalProperties(Boolean.FALSE);
            }
            boundAll(schema.getProperties().values());
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            schema.setMaxProperties(
                    schema.getMaxProperties() == null ? Integer.valueOf(MAX_ITEMS) : schema.getMaxProperties());
            bound(values);
        }
        boundAll(schema.getOneOf());
        boundAll(schema.getAnyOf());
        boundAll(schema.getAllOf());
    }

    @SuppressWarnings("rawtypes") // swagger's model is raw
    private void boundAll(@Nullable Collection<Schema> schemas) {
        if (schemas != null) {
            schemas.forEach(this::bound);
        }
    }

    private static boolean isUnboundedText(Schema<?> schema) {
        return schema.getMaxLength() == null && schema.getEnum() == null && schema.getFormat() == null;
    }

    private static void boundNumber(Schema<?> schema) {
        boolean large = "int64".equals(schema.getFormat());
        if (schema.getFormat() == null) {
            schema.setFormat("int32");
        }
        if (schema.getMinimum() == null) {
            schema.setMinimum(BigDecimal.ZERO);
        }
        if (schema.getMaximum() == null) {
            schema.setMaximum(BigDecimal.valueOf(large ? (1L << 53) - 1 : Integer.MAX_VALUE));
        }
    }
}
