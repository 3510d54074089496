package org.coursewarecommons.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Actors;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets every caller have their share and no more: a bucket for each person or school client and class of route, and
 * one for each address at the doors without a token. Says how much is left in {@code RateLimit} and {@code
 * RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10).
 */
class RateLimits implements HandlerInterceptor {

    private final LimitProperties limits;
    private final Actors actors;
    private final Buckets buckets = new Buckets();

    RateLimits(LimitProperties limits, Actors actors) {
        this.limits = limits;
        this.actors = actors;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        // Also where the controller asks for nobody: a token that speaks of no known person opens nothing.
        Optional<Actor> actor = RouteClass.isOpen(request.getMethod(), pattern) ? Optional.empty() : actors.current();
        if (limits.enabled()) {
            RouteClass route = actor.isPresent() ? RouteClass.of(request.getMethod(), pattern) : RouteClass.OPEN;
            String caller = actor.map(it -> it.id().toString()).orElseGet(request::getRemoteAddr);
            int limit = limits.of(route, actor.map(Actor::subject).orElse(null));
            take(route, caller, limit, response);
        }
        return true;
    }

    private void take(RouteClass route, String caller, int limit, HttpServletResponse response) {
        Buckets.Taken taken = buckets.take(route.name() + caller, limit);
        response.setHeader("RateLimit-Policy", "\"" + route.label() + "\";q=" + limit + ";w=60");
        response.setHeader(
                "RateLimit", "\"" + route.label() + "\";r=" + taken.remaining() + ";t=" + taken.retryAfter());
        if (!taken.allowed()) {
            throw ProblemException.tooMany(taken.retryAfter());
        }
    }
}
