package org.coursewarecommons.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;

/** Reads {@code application/json} bodies with {@link StrictJson}; writes like Spring's own converter. */
class StrictJsonConverter extends MappingJackson2HttpMessageConverter {

    /** No JSON body of this API is larger; files go other ways. */
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final StrictJson json;

    StrictJsonConverter(StrictJson json, ObjectMapper mapper) {
        super(mapper);
        this.json = json;
        setSupportedMediaTypes(
                java.util.List.of(MediaType.APPLICATION_JSON, MediaType.valueOf("application/merge-patch+json")));
    }

    @Override
    protected boolean canWrite(@Nullable MediaType mediaType) {
        return mediaType == null || MediaType.APPLICATION_JSON.isCompatibleWith(mediaType);
    }

    @Override
    public Object read(Type type, @Nullable Class<?> contextClass, HttpInputMessage message) throws IOException {
        byte[] body = message.getBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new ProblemException(SharedProblem.PAYLOAD_TOO_LARGE);
        }
        return json.read(body, type);
    }
}
