package org.coursewarecommons.retirement;

import java.util.Locale;
import java.util.Set;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.stereotype.Component;

/** Why a resource leaves (DOMAIN 4.8). */
@Component
class ReasonCodes {

    static final String AUTHOR_REQUEST = "AUTHOR_REQUEST";

    private static final String LIST = "reason-codes";

    /** What must not be shown any more: neither title nor names stay. */
    private static final Set<String> MINIMAL = Set.of("PRIVACY", "CONTENT_SAFETY", "MALWARE");

    private final Catalogue catalogue;

    ReasonCodes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @throws ProblemException 422 for a code that isn't listed */
    void require(String code) {
        if (!catalogue.names(LIST, Locale.ENGLISH).containsKey(code)) {
            throw ProblemException.invalid("/reasonCode", "unknown-code", code);
        }
    }

    static boolean isMinimal(String code) {
        return MINIMAL.contains(code);
    }
}
