package org.coursewarecommons.organisation.spi;

/** The codes that appointments may name. Answered by the module that owns the code lists. */
public interface AppointmentCodes {

    boolean isSubject(String code);

    boolean isStage(String code);

    /** @param extension of files, in lower case */
    boolean isFormat(String extension);
}
