package org.coursewarecommons.inspection;

import java.io.IOException;

/** The virus scanner gave no verdict; the file is not to blame and waits. */
class ScannerUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    ScannerUnavailable(String message) {
        super(message);
    }

    ScannerUnavailable(IOException cause) {
        super(String.valueOf(cause), cause);
    }
}
