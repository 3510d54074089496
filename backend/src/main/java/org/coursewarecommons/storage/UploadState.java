package org.coursewarecommons.storage;

/** Where an upload session stands. */
enum UploadState {
    /** Parts may arrive. */
    OPEN,
    /** The parts are being put together and checked. */
    COMPLETING,
    /** The bytes are a blob. */
    DONE,
    /** Given up: by the client, by time, or because the bytes are not those declared. */
    ABORTED
}
