package org.coursewarecommons.review;

import java.util.Date;
import java.util.UUID;
import org.coursewarecommons.models.CalibrationModel;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.stereotype.Component;

/** The dates of {@code reviewer-calibration.bpmn}. */
@Component("calibrationClocks")
public class CalibrationClocks implements ProcessSteps {

    private final Calibrations calibrations;

    CalibrationClocks(Calibrations calibrations) {
        this.calibrations = calibrations;
    }

    @Override
    public String processKey() {
        return CalibrationModel.PROCESS_KEY;
    }

    /** The same day for every reviewer of a calibration. */
    public Date due(String sheetId) {
        return Date.from(calibrations.ofSheet(UUID.fromString(sheetId)).due());
    }
}
