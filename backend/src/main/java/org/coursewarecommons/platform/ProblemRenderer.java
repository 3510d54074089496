package org.coursewarecommons.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemCode;
import org.slf4j.MDC;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Writes problem documents: the only place that does, for controllers and filters alike. */
@Component
class ProblemRenderer {

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final ObjectMapper mapper;

    ProblemRenderer(MessageSource messages, LocaleResolver locales, ObjectMapper mapper) {
        this.messages = messages;
        this.locales = locales;
        this.mapper = mapper;
    }

    ResponseEntity<Object> render(
            HttpServletRequest request,
            ProblemCode problem,
            List<Object> args,
            List<Fault> faults,
            Map<String, String> extraHeaders) {
        Locale locale = locales.resolveLocale(request);
        HttpHeaders headers = new HttpHeaders();
        extraHeaders.forEach(headers::set);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(locale);
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        headers.setCacheControl("no-store");
        return new ResponseEntity<>(body(request, problem, args, faults, locale), headers, problem.status());
    }

    /** For filters, which have no message converters. */
    void write(HttpServletRequest request, HttpServletResponse response, ProblemCode problem) throws IOException {
        write(request, response, problem, List.of(), Map.of());
    }

    void write(
            HttpServletRequest request,
            HttpServletResponse response,
            ProblemCode problem,
            List<Object> args,
            Map<String, String> headers)
            throws IOException {
        ResponseEntity<Object> answer = render(request, problem, args, List.of(), headers);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        mapper.writeValue(response.getOutputStream(), answer.getBody());
    }

    private ProblemBody body(
            HttpServletRequest request, ProblemCode problem, List<Object> args, List<Fault> faults, Locale locale) {
        String key = "problem." + problem.code();
        return new ProblemBody(
                "/problems/" + problem.code(),
                text(key + ".title", List.of(), locale),
                problem.status().value(),
                text(key + ".detail", args, locale),
                String.valueOf(request.getRequestURI()),
                problem.code(),
                String.valueOf(MDC.get(TraceFilter.TRACE_ID)),
                faults.stream().map(fault -> faultBody(fault, locale)).toList());
    }

    private ProblemBody.FaultBody faultBody(Fault fault, Locale locale) {
        return new ProblemBody.FaultBody(
                fault.pointer(), fault.code(), text("fault." + fault.code(), fault.args(), locale));
    }

    private String text(String key, List<Object> args, Locale locale) {
        return messages.getMessage(key, args.stream().map(String::valueOf).toArray(), locale);
    }
}
