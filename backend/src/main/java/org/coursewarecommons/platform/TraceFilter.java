package org.coursewarecommons.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coursewarecommons.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that stands in its log lines, in its problem document and in {@code X-Trace-Id}. A caller that
 * traces already (W3C {@code traceparent}) gets its own trace's id, so that one search finds both sides' lines.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceFilter extends OncePerRequestFilter {

    static final String TRACE_ID = "traceId";

    /** Version, trace, parent, flags; see https://www.w3.org/TR/trace-context/#traceparent-header-field-values. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = given(request.getHeader("traceparent"));
        MDC.put(TRACE_ID, id);
        response.setHeader("X-Trace-Id", id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(TRACE_ID);
        }
    }

    private static String given(@Nullable String traceparent) {
        Matcher trace = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return trace.matches() ? trace.group(1) : Ids.next().toString();
    }

    /** The error page is part of the same request and keeps its id. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
