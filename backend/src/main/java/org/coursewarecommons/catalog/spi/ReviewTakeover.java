package org.coursewarecommons.catalog.spi;

import org.coursewarecommons.catalog.RecordedState;
import org.coursewarecommons.catalog.VersionDetail;

/** What the review does about a version that comes from another system with a state of its own. */
public interface ReviewTakeover {

    /**
     * In the caller's transaction, after the version got its state: a version under review or back at its contributor
     * starts its process at that step, a decided one gets its legacy decision recorded.
     */
    void takeOver(VersionDetail version, RecordedState recorded);
}
