package org.coursewarecommons.storage;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.web.multipart.MultipartFile;

/**
 * The content-addressed store. Never called inside a database transaction. Every method throws {@link
 * ProblemException} 503 {@code unavailable} when the object store does not answer, and has then changed nothing.
 */
public interface Blobs {

    /**
     * Like {@link #put(Path)}, on the account of the person who brings it and of the person's school.
     *
     * @throws ProblemException 413 {@code quota-exceeded} when either has no room for it; nothing is stored then
     */
    StoredBlob put(Path file, Actor depositor);

    /**
     * Stores a file's bytes once, whoever deposits them; a second call with the same bytes writes nothing. For what
     * the system makes itself: it counts for nobody's quota.
     */
    StoredBlob put(Path file);

    /** Like {@link #put(Path, Actor)}, for a file of a form: it was hashed while it arrived. */
    StoredBlob put(MultipartFile file, Actor depositor);

    /** Like {@link #put(Path)}, for a file of a form. */
    StoredBlob put(MultipartFile file);

    /**
     * All bytes of a blob. The caller closes the stream.
     *
     * @throws ProblemException 404 when there is no such blob, 409 {@code file-damaged} when its bytes are known to be
     *     damaged or lost
     */
    InputStream open(String sha256);

    /**
     * Part of a blob. The caller closes the stream.
     *
     * @param offset first byte, from 0
     * @param length number of bytes, at least 1, within the blob
     * @throws ProblemException like {@link #open(String)}
     */
    InputStream open(String sha256, long offset, long length);

    /**
     * Asks what is known of blobs, not the object store itself.
     *
     * @throws ProblemException 409 {@code file-damaged} when the bytes of any are known to be damaged or lost
     */
    void requireSound(Collection<String> sha256s);

    /**
     * A link by which the holder can download the bytes from the object store itself.
     *
     * @param fileName becomes the attachment's name (RFC 6266)
     * @param validFor at most 5 minutes
     * @throws ProblemException 409 {@code file-damaged} like {@link #open(String)}
     */
    URI downloadLink(String sha256, String fileName, String mediaType, Duration validFor);
}
