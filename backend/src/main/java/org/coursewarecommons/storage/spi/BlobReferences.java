package org.coursewarecommons.storage.spi;

import java.util.UUID;

/** Who needs which stored bytes; answered by the module whose rows name them. */
public interface BlobReferences {

    /** Whether something that belongs to this person consists of these bytes. */
    boolean isUsedBy(UUID ownerId, String sha256);
}
