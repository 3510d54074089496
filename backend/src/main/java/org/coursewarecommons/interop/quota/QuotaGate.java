package org.coursewarecommons.interop.quota;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Actors;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Counts what schools' systems ask, tells them how they stand, and stops them until tomorrow when it is too much. */
@Configuration(proxyBeanMethods = false)
class QuotaGate implements WebMvcConfigurer, HandlerInterceptor {

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final Actors actors;
    private final ClientQuotas quotas;

    QuotaGate(Actors actors, ClientQuotas quotas) {
        this.actors = actors;
        this.quotas = quotas;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // After the limits of the minute: who is too fast doesn't lose the day as well.
        registry.addInterceptor(this).addPathPatterns("/api/v1/**", "/oai").order(1);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            client().ifPresent(client -> count(client, response));
        }
        return true;
    }

    private void count(Actor client, HttpServletResponse response) {
        ClientQuotas.Standing standing = quotas.count(client.id());
        long seconds =
                Math.max(1, Duration.between(Instant.now(), standing.resetsAt()).toSeconds());
        // draft-ietf-httpapi-ratelimit-headers
        response.addHeader("RateLimit-Policy", "\"daily\";q=" + standing.perDay() + ";w=" + DAY);
        response.addHeader("RateLimit", "\"daily\";r=" + standing.left() + ";t=" + seconds);
        if (standing.isExceeded()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            throw new ProblemException(QuotaProblem.DAILY_QUOTA_EXCEEDED, standing.perDay());
        }
    }

    /** Whoever is unknown is refused by the door itself. */
    private Optional<Actor> client() {
        try {
            return actors.current().filter(Actor::isClient);
        } catch (ProblemException unknown) {
            return Optional.empty();
        }
    }
}
