package org.coursewarecommons.storage;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.coursewarecommons.shared.ProblemException;

/**
 * The content-addressed store. Never called inside a database transaction. Every method throws {@link
 * ProblemException} 503 {@code unavailable} when the object store does not answer, and has then changed nothing.
 */
public interface Blobs {

    /** Stores a file's bytes once, whoever deposits them; a second call with the same bytes writes nothing. */
    StoredBlob put(Path file);

    /** All bytes of a blob. The caller closes the stream. @throws ProblemException 404 when there is no such blob */
    InputStream open(String sha256);

    /**
     * Part of a blob. The caller closes the stream.
     *
     * @param offset first byte, from 0
     * @param length number of bytes, at least 1, within the blob
     */
    InputStream open(String sha256, long offset, long length);

    /**
     * A link by which the holder can download the bytes from the object store itself.
     *
     * @param fileName becomes the attachment's name (RFC 6266)
     * @param validFor at most 5 minutes
     */
    URI downloadLink(String sha256, String fileName, String mediaType, Duration validFor);
}
