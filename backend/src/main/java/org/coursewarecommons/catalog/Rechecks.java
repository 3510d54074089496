package org.coursewarecommons.catalog;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.inspection.InspectionState;
import org.coursewarecommons.inspection.Inspections;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asking for another technical check of a file whose version can still be changed. */
@Service
@Transactional
class Rechecks {

    /** The same rules on the same bytes would say the same again; only where no rule has spoken, a second try helps. */
    private static final Set<InspectionState> FOR_OWNERS = EnumSet.of(InspectionState.ERROR);
    /** A technician may know of better rules or of a mended tool. */
    private static final Set<InspectionState> FOR_TECHNICIANS = EnumSet.of(
            InspectionState.ERROR, InspectionState.FAILED, InspectionState.QUARANTINED, InspectionState.REVIEW);

    private final Versions versions;
    private final Files files;
    private final Details details;
    private final Inspections inspections;
    private final ApplicationEventPublisher events;

    Rechecks(
            Versions versions,
            Files files,
            Details details,
            Inspections inspections,
            ApplicationEventPublisher events) {
        this.versions = versions;
        this.files = files;
        this.details = details;
        this.inspections = inspections;
        this.events = events;
    }

    /**
     * @throws ProblemException 404 for files of others unless the caller is a technician, 409 when the version cannot be
     *     changed now or the check stands
     */
    VersionDetail.VersionFile recheck(UUID resourceId, UUID fileId, Actor actor) {
        VersionRow version = files.find(fileId)
                .flatMap(file -> versions.lock(file.versionId()))
                .filter(row -> row.resourceId().equals(resourceId))
                .filter(row -> row.ownerId().equals(actor.id()) || actor.has(Role.TECHNICIAN))
                .orElseThrow(ProblemException::notFound);
        if (!version.state().isEditable()) {
            throw ProblemException.invalidTransition(version.state());
        }
        InspectionState state = file(version, fileId).inspection().state();
        if (!(actor.has(Role.TECHNICIAN) ? FOR_TECHNICIANS : FOR_OWNERS).contains(state)) {
            throw new ProblemException(CatalogProblem.CHECK_STANDS, state);
        }
        inspections.repeat(fileId);
        versions.touch(version.id());
        events.publishEvent(new VersionChanged(resourceId, version.id(), version.state(), version.state(), "recheck"));
        return file(version, fileId);
    }

    private VersionDetail.VersionFile file(VersionRow version, UUID fileId) {
        return details.of(version).files().stream()
                .filter(file -> file.fileId().equals(fileId))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }
}
