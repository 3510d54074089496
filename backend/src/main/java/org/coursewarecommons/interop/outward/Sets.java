package org.coursewarecommons.interop.outward;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.interop.metadata.OutwardRecord;
import org.coursewarecommons.sharing.Visibility;

/** The sets of OAI-PMH that a resource is in: {@code scope:…}, {@code subject:…}, {@code type:…}, {@code stage:…}. */
final class Sets {

    private Sets() {}

    static Set<String> of(OutwardRecord record) {
        Set<String> sets = new LinkedHashSet<>();
        add(sets, "scope", Visibility.DISTRICT);
        if (record.access().equals(Visibility.PUBLIC)) {
            add(sets, "scope", Visibility.PUBLIC);
        }
        ResourceMetadata metadata = record.metadata();
        if (metadata.subject() != null) {
            add(sets, "subject", metadata.subject());
        }
        if (metadata.type() != null) {
            add(sets, "type", metadata.type());
        }
        if (metadata.stage() != null) {
            add(sets, "stage", metadata.stage());
        }
        return sets;
    }

    /** With the set above it: whoever asks for that gets all below. */
    private static void add(Set<String> sets, String kind, String code) {
        sets.add(kind);
        sets.add(kind + ":" + code.toLowerCase(Locale.ROOT));
    }
}
