package org.coursewarecommons.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What swagger's own reading of records lacks: {@code null} in the contract wherever the code says {@link Nullable} (a
 * validating client would refuse it else), and the properties of unwrapped components.
 */
@Component
class RecordSchemas implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        JavaType javaType = Json31.mapper().constructType(type.getType());
        if (schema != null && javaType != null && javaType.getRawClass().isRecord()) {
            Schema<?> model = schema.get$ref() == null ? schema : defined(schema.get$ref(), context);
            if (model != null && model.getProperties() != null) {
                complete(javaType.getRawClass(), model, context);
            }
        }
        return schema;
    }

    private static @Nullable Schema<?> defined(String reference, ModelConverterContext context) {
        return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void complete(Class<?> record, Schema<?> model, ModelConverterContext context) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                unwrap(component, model, context);
            }
            String name = name(component);
            Schema<?> property = model.getProperties().get(name);
            if (property != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.getProperties().put(name, nullable(property));
            }
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
        return other == null || other.value().isEmpty() ? component.getName() : other.value();
    }

    private static void unwrap(RecordComponent component, Schema<?> model, ModelConverterContext context) {
        model.getProperties().keySet().removeIf(name -> name == null || name.equals(component.getName()));
        Schema<?> reference = context.resolve(new AnnotatedType(component.getType()).resolveAsRef(true));
        Schema<?> inner = reference.get$ref() == null ? reference : defined(reference.get$ref(), context);
        if (inner != null) {
            inner.getProperties().forEach(model.getProperties()::putIfAbsent);
        }
    }

    private static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            Schema<?> nothing = new JsonSchema().typesItem("null");
            return new JsonSchema().anyOf(List.of(property, nothing));
        }
        if (property.getTypes() != null && !property.getTypes().contains("null")) {
            property.addType("null");
            allowNull(property);
        }
        return property;
    }

    /** A list of allowed values binds null as well. */
    private static <T> void allowNull(Schema<T> property) {
        if (property.getEnum() != null && !property.getEnum().contains(null)) {
            List<@Nullable T> values = new ArrayList<>(property.getEnum());
            values.add(null);
            property.setEnum(values);
        }
    }
}
