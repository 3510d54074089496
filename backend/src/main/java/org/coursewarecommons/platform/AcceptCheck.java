package org.coursewarecommons.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Refuses a caller who could not read the answer before anything is done. By itself Spring finds that out when it writes:
 * the deposit would be made, and its answer would be 406.
 */
final class AcceptCheck implements HandlerInterceptor {

    private static final List<Class<?>> BYTES =
            List.of(byte[].class, String.class, Resource.class, StreamingResponseBody.class, ResponseBodyEmitter.class);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && handler instanceof HandlerMethod method && answersJson(method) && !readsJson(accept)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
        }
        return true;
    }

    /** A door that declares other types is chosen by them; files have the type that they have. */
    private static boolean answersJson(HandlerMethod method) {
        if (!method.getBeanType().getPackageName().startsWith("org.coursewarecommons")) {
            return false;
        }
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        ResolvableType type = ResolvableType.forMethodReturnType(method.getMethod());
        ResolvableType body = type.toClass() == ResponseEntity.class ? type.getGeneric() : type;
        return mapping != null
                && mapping.produces().length == 0
                && BYTES.stream().noneMatch(bytes -> bytes.isAssignableFrom(body.toClass()));
    }

    private static boolean readsJson(String accept) {
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .anyMatch(type -> type.getQualityValue() > 0 && type.isCompatibleWith(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
