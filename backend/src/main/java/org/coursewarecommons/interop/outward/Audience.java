package org.coursewarecommons.interop.outward;

import java.util.Locale;
import java.util.Set;
import org.coursewarecommons.interop.metadata.OutwardRecord;
import org.coursewarecommons.sharing.Visibility;

/** For whom a list of items is kept. What is shared more narrowly than in the district is in neither. */
public enum Audience {
    /** Everybody, without a token. */
    PUBLIC,
    /** Whoever stands in the district's scope. */
    DISTRICT;

    /** The one of somebody who stands in these scopes. */
    public static Audience of(Set<String> scopes) {
        return scopes.contains(Visibility.DISTRICT) ? DISTRICT : PUBLIC;
    }

    /** Whether the resource is for this audience, as it is shared at this moment. */
    public boolean mayKnow(OutwardRecord record) {
        return record.access().equals(Visibility.PUBLIC)
                || this == DISTRICT && record.access().equals(Visibility.DISTRICT);
    }

    /** As stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
