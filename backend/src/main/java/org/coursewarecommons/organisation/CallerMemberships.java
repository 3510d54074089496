package org.coursewarecommons.organisation;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The query that finds the caller tells the memberships of the caller's school as well; a request that only reads need
 * not ask for them again. The next request does, so a change acts at once.
 */
@Component
class CallerMemberships {

    private static final String ATTRIBUTE = CallerMemberships.class.getName();

    private record Known(UUID schoolId, Set<UUID> collectives) {}

    void keep(UUID schoolId, Set<UUID> collectives) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        // A request that writes may change them on its way.
        if (request instanceof ServletRequestAttributes servlet
                && servlet.getRequest().getMethod().equals("GET")) {
            request.setAttribute(ATTRIBUTE, new Known(schoolId, collectives), RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Empty unless it is the caller's school. */
    Optional<Set<UUID>> of(UUID schoolId) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null
                        && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Known known
                        && known.schoolId().equals(schoolId)
                ? Optional.of(known.collectives())
                : Optional.empty();
    }
}
