package org.coursewarecommons.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what does not fit and lets Jackson read on, so that one answer can list every fault. */
class FaultCollector extends DeserializationProblemHandler {

    private final List<Fault> faults;

    FaultCollector(List<Fault> faults) {
        this.faults = faults;
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String property)
            throws IOException {
        faults.add(Fault.of(StrictJson.pointer(parser), "unknown-property"));
        parser.skipChildren();
        return true;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> target, String value, String message) {
        String pointer = StrictJson.pointer(context.getParser());
        if (target.isEnum()) {
            faults.add(Fault.of(pointer, "unknown-code", value, allowed(target)));
        } else {
            faults.add(Fault.of(pointer, "format"));
        }
        return null;
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> target, Number value, String message) {
        faults.add(Fault.of(StrictJson.pointer(context.getParser()), "type"));
        return null;
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String message)
            throws IOException {
        return wrongType(parser);
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> target,
            ValueInstantiator instantiator,
            JsonParser parser,
            String message)
            throws IOException {
        return wrongType(parser);
    }

    private @Nullable Object wrongType(JsonParser parser) throws IOException {
        faults.add(Fault.of(StrictJson.pointer(parser), "type"));
        parser.skipChildren();
        return null;
    }

    private static String allowed(Class<?> target) {
        return String.join(
                ", ",
                Arrays.stream(target.getEnumConstants()).map(String::valueOf).toList());
    }
}
