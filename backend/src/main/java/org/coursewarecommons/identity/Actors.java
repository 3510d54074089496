package org.coursewarecommons.identity;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coursewarecommons.identity.spi.PersonDirectory;
import org.coursewarecommons.shared.CallerKey;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Turns the present request's token into an {@link Actor}, once a request. */
@Component
public class Actors implements CallerKey {

    private static final String ATTRIBUTE = Actor.class.getName();

    private final PersonDirectory directory;
    private final SecurityProperties properties;

    Actors(PersonDirectory directory, SecurityProperties properties) {
        this.directory = directory;
        this.properties = properties;
    }

    /**
     * Who calls; empty for a job of the system itself.
     *
     * @throws ProblemException 403 {@code no-person} for a valid token of an unknown subject
     */
    public Optional<Actor> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof JwtAuthenticationToken token
                ? Optional.of(resolve(token.getToken()))
                : Optional.empty();
    }

    @Override
    public String currentKey() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof JwtAuthenticationToken token
                ? token.getToken().getClaimAsString("iss") + " "
                        + token.getToken().getSubject()
                : "";
    }

    private Actor resolve(Jwt jwt) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Actor known) {
            return known;
        }
        String issuer = jwt.getClaimAsString("iss");
        PersonDirectory.Known known = directory
                .find(issuer, jwt.getSubject())
                .orElseThrow(() -> new ProblemException(IdentityProblem.NO_PERSON));
        Actor actor =
                new Actor(known.id(), issuer, jwt.getSubject(), known.name(), known.schoolId(), roles(jwt, known));
        if (request != null) {
            request.setAttribute(ATTRIBUTE, actor, RequestAttributes.SCOPE_REQUEST);
        }
        return actor;
    }

    private Set<Role> roles(Jwt jwt, PersonDirectory.Known known) {
        // A school's system acts for the school, never for a person, whatever its token claims.
        if (known.client()) {
            return Set.of(Role.SCHOOL_CLIENT);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(known.roles());
        roles.addAll(claimed(jwt));
        roles.remove(Role.SCHOOL_CLIENT);
        return roles;
    }

    private Set<Role> claimed(Jwt jwt) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (claim(jwt.getClaims(), properties.rolesClaim()) instanceof Collection<?> names) {
            for (Role role : Role.values()) {
                if (names.contains(role.name())) {
                    roles.add(role);
                }
            }
        }
        return roles;
    }

    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        Object value = claims;
        for (String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }
}
