package org.coursewarecommons.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;

/** Reads {@code application/json} bodies with {@link StrictJson}; writes like Spring's own converter. */
class StrictJsonConverter extends MappingJackson2HttpMessageConverter {

    private final StrictJson json;

    StrictJsonConverter(StrictJson json, ObjectMapper mapper) {
        super(mapper);
        this.json = json;
        setSupportedMediaTypes(List.of(MediaType.APPLICATION_JSON));
    }

    /** Documents that are bytes already, like the contract, are for the converters after this one. */
    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return type != byte[].class && type != String.class && super.canWrite(type, mediaType);
    }

    @Override
    public Object read(Type type, @Nullable Class<?> contextClass, HttpInputMessage message) throws IOException {
        return json.read(StrictJson.bytes(message.getBody()), type);
    }
}
