package org.coursewarecommons.interop;

import java.util.Optional;

/** One kind of job of the background. */
interface Jobs {

    /** Takes the oldest job that waits. */
    Optional<Claimed> claim();

    /** A job that is ours until its lease runs out. */
    interface Claimed {

        String name();

        /** @return false when the job is somebody else's by now */
        boolean renew();

        /** Works it off and records its end, or gives it back. */
        void run() throws InterruptedException;
    }
}
