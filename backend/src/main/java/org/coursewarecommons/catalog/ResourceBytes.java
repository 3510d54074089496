package org.coursewarecommons.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which bytes a resource consists of, in all of its versions. */
public interface ResourceBytes {

    /** A file of some version. */
    record Held(UUID fileId, String sha256) {}

    /** Files of the versions that were published once. */
    List<Held> of(UUID resourceId);

    /** Those of the blobs that another resource, or a version on its way of this one, consists of. */
    Set<String> neededElsewhere(UUID resourceId, Collection<String> sha256s);
}
