package org.coursewarecommons.curation;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.stereotype.Component;

/** Nobody decides on what they, their school or their group or alliance contributed (DOMAIN 4.7). */
@Component
class Nearness {

    private final Organisations organisations;

    Nearness(Organisations organisations) {
        this.organisations = organisations;
    }

    /** @throws ProblemException 403 {@code curation-conflict} naming the rule */
    void require(VersionDetail version, Actor actor) {
        UUID school = actor.schoolId();
        if (version.ownerId().equals(actor.id()) || version.contributorIds().contains(actor.id())) {
            throw ProblemException.because(CurationProblem.CURATION_CONFLICT, "author");
        }
        if (school == null) {
            return;
        }
        if (school.equals(version.schoolId())) {
            throw ProblemException.because(CurationProblem.CURATION_CONFLICT, "same-school");
        }
        Set<UUID> shared = new HashSet<>(organisations.collectivesOf(school));
        shared.retainAll(organisations.collectivesOf(version.schoolId()));
        if (!shared.isEmpty()) {
            throw ProblemException.because(CurationProblem.CURATION_CONFLICT, "same-collective");
        }
    }
}
