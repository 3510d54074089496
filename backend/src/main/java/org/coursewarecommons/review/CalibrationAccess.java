package org.coursewarecommons.review;

import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.spi.ReadAccess;
import org.coursewarecommons.identity.Actor;
import org.springframework.stereotype.Component;

/** Whoever is asked to score a version for a calibration may read it, in whatever scope it is shared. */
@Component
class CalibrationAccess implements ReadAccess {

    private final Calibrations calibrations;

    CalibrationAccess(Calibrations calibrations) {
        this.calibrations = calibrations;
    }

    @Override
    public boolean mayRead(Actor actor, VersionDetail version) {
        return version.state().wasPublished()
                && !actor.isClient()
                && calibrations.isAsked(actor.id(), version.versionId());
    }
}
