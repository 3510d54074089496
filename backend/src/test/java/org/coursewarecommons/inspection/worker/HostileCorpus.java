package org.coursewarecommons.inspection.worker;

import java.util.List;
import java.util.stream.Stream;

/** Every file that somebody might deposit to harm others, made anew each time and always the same. */
public final class HostileCorpus {

    private HostileCorpus() {}

    public static List<Sample> all() {
        return Stream.of(HostileArchives.all(), HostileOffice.all(), HostileDocuments.all())
                .flatMap(List::stream)
                .toList();
    }
}
