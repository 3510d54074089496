package org.coursewarecommons.inspection;

import java.io.IOException;

/** The worker process ended without a result and without having reached a limit: worth another try. */
class WorkerCrash extends IOException {

    private static final long serialVersionUID = 1L;

    WorkerCrash(int exitCode, String output) {
        super("exit code " + exitCode + ": " + output);
    }
}
