package org.coursewarecommons.review.spi;

import java.util.UUID;

/** Who takes complaints about resources answers whether one is waiting; a review publishes nothing meanwhile (DT-R6). */
public interface OpenReports {

    boolean isOpen(UUID resourceId);
}
