package org.coursewarecommons.inspection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The technical check of files. */
public interface Inspections {

    /**
     * Asks for a file's check, in the caller's transaction; it runs after commit. Its end is told by a {@link
     * FileInspected} event in the transaction that records it.
     *
     * @param fileId the file of a version
     * @param sha256 its bytes
     * @param name with the extension that the bytes must agree with
     * @param declaredType what the depositor's program calls the bytes
     */
    void request(UUID fileId, String sha256, String name, String declaredType);

    /**
     * Asks for another check of a file that has been checked, in the caller's transaction: the report is pending again,
     * text and pages are forgotten. Without effect on a file whose check is still to come.
     */
    void repeat(UUID fileId);

    /**
     * Forgets what was made of files whose bytes are given up: text, signature, pages. In the caller's transaction.
     *
     * @return the pages' blobs that no other file's pages are
     */
    Set<String> forget(Collection<UUID> fileIds);

    /** Reports by file id; a file never asked for is missing. */
    Map<UUID, InspectionReport> reports(Collection<UUID> fileIds);

    /** Pages drawn of the files, by file id and in order, at most five each; files without any are missing. */
    Map<UUID, List<Preview>> previews(Collection<UUID> fileIds);

    /** Text found in the files, by file id; files without text are missing. At most 200,000 characters each. */
    Map<UUID, String> texts(Collection<UUID> fileIds);

    /** What else is known of the files, by file id; files whose check has not begun are missing. */
    Map<UUID, FileFacts> facts(Collection<UUID> fileIds);

    /**
     * Files whose text is much like that of the files, by file id, most alike first; at most 200 each. Files without
     * twins are missing. Earlier versions of the same resource are among them.
     */
    Map<UUID, List<Twin>> twins(Collection<UUID> fileIds);
}
