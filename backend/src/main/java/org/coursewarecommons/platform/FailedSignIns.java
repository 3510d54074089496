package org.coursewarecommons.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.shared.SharedProblem;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Whoever is refused at the gate again and again waits outside, before any signature is looked at. */
@Component
@Order(FailedSignIns.BEFORE_SECURITY)
class FailedSignIns extends OncePerRequestFilter {

    /** Spring Boot puts the security chain at -100. */
    static final int BEFORE_SECURITY = -101;

    private final LimitProperties limits;
    private final ProblemRenderer renderer;
    private final Buckets buckets = new Buckets();

    FailedSignIns(LimitProperties limits, ProblemRenderer renderer) {
        this.limits = limits;
        this.renderer = renderer;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !limits.enabled();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        Buckets.Taken left = buckets.look(address, limits.failedSignIns());
        if (!left.allowed()) {
            long wait = left.retryAfter();
            ErrorHeaders.add(response);
            renderer.write(
                    request,
                    response,
                    SharedProblem.TOO_MANY_REQUESTS,
                    List.of(wait),
                    Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(wait)));
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            buckets.take(address, limits.failedSignIns());
        }
    }
}
