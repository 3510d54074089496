package org.coursewarecommons.catalog;

import org.coursewarecommons.organisation.spi.AppointmentCodes;
import org.springframework.stereotype.Component;

/** Appointments name subjects, stages and formats by the same lists as resources. */
@Component
class ListedCodes implements AppointmentCodes {

    private final Taxonomies taxonomies;

    ListedCodes(Taxonomies taxonomies) {
        this.taxonomies = taxonomies;
    }

    @Override
    public boolean isSubject(String code) {
        return taxonomies.has("subjects", code);
    }

    @Override
    public boolean isStage(String code) {
        return taxonomies.has("stages", code);
    }

    @Override
    public boolean isFormat(String extension) {
        return taxonomies.has("file-formats", extension);
    }
}
