package org.coursewarecommons.interop.oai;

import org.coursewarecommons.identity.Actors;
import org.coursewarecommons.interop.outward.Audience;
import org.coursewarecommons.sharing.Visibility;
import org.springframework.stereotype.Component;

/** Which audience the present caller belongs to: {@code sharing} decides, also of those without a token. */
@Component
class Callers {

    private final Actors actors;
    private final Visibility visibility;

    Callers(Actors actors, Visibility visibility) {
        this.actors = actors;
        this.visibility = visibility;
    }

    Audience audience() {
        return actors.current()
                .map(actor -> Audience.of(visibility.scopesOf(actor)))
                .orElse(Audience.PUBLIC);
    }
}
