package org.coursewarecommons.models;

/** Every name of {@code reviewer-calibration.bpmn} that code may use; a test holds each against the model. */
public final class CalibrationModel {

    /** Class path location of the model. */
    public static final String RESOURCE = "models/reviewer-calibration.bpmn";

    /** The key to start with; the id of the reviewer's sheet is the business key. */
    public static final String PROCESS_KEY = "reviewer-calibration";

    /** A coordinator closes the calibration: nobody is asked any longer. */
    public static final String MESSAGE_CLOSED = "calibration-closed";

    public static final String TASK_SHEET = "calibrationSheet";

    /** String, given at the start: the business key. */
    public static final String VARIABLE_SHEET_ID = "sheetId";

    private CalibrationModel() {}
}
