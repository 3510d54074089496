package org.coursewarecommons.audit.spi;

import java.util.List;

/**
 * A place outside the database where heads of the audit chain lie, so that a chain that was cut short or written anew
 * is found out. Never called inside a database transaction; every method throws a {@code ProblemException} 503 when the
 * place does not answer.
 */
public interface HeadArchive {

    /**
     * Lays down a head. What lies there under a name is never changed.
     *
     * @param name sorts in the order of the heads
     * @param content JSON, UTF-8
     */
    void keep(String name, byte[] content);

    /** The newest heads, oldest of them first. @param most at least 1 */
    List<byte[]> newest(int most);
}
