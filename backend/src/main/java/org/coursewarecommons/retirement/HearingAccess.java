package org.coursewarecommons.retirement;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.spi.ReadAccess;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointment;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.worklist.Worklist;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may see a hearing, and who may look at the resource because of it. */
@Component
class HearingAccess implements ReadAccess {

    private static final Set<Role> WATCHERS =
            Set.of(Role.DISTRICT_STEWARD, Role.REVIEW_COORDINATOR, Role.COMMITTEE, Role.APPEAL_PANEL, Role.AUDITOR);

    private final HearingRows hearings;
    private final People people;
    private final Organisations organisations;
    private final Visibility visibility;
    private final Worklist worklist;

    HearingAccess(
            HearingRows hearings,
            People people,
            Organisations organisations,
            Visibility visibility,
            Worklist worklist) {
        this.hearings = hearings;
        this.people = people;
        this.organisations = organisations;
        this.visibility = visibility;
        this.worklist = worklist;
    }

    /** Committee, panel and stewards read what they are to decide about, also what is shared in one school alone. */
    @Override
    public boolean mayRead(Actor actor, VersionDetail version) {
        return (actor.has(Role.COMMITTEE) || actor.has(Role.APPEAL_PANEL) || actor.has(Role.DISTRICT_STEWARD))
                && version.state().isReadable()
                && hearings.open(version.resourceId()).stream()
                        .anyMatch(hearing -> worklist.isInvolved(actor, hearing.id()));
    }

    boolean watchesAll(Actor actor) {
        return actor.roles().stream().anyMatch(WATCHERS::contains);
    }

    /** Those who answer for the resource or decide about it: they see all. */
    boolean isInside(Actor actor, Hearing hearing) {
        return watchesAll(actor) || speaksFor(actor, hearing) || isSteward(actor, hearing);
    }

    /** Everybody who could read the resource may know of its hearing. */
    boolean maySee(Actor actor, Hearing hearing) {
        return isInside(actor, hearing)
                || hearing.state() != Hearing.State.PROPOSED
                        && hearing.state() != Hearing.State.DISMISSED
                        && stands(actor, hearing);
    }

    boolean stands(Actor actor, Hearing hearing) {
        Set<String> scopes =
                visibility.scopesOf(List.of(hearing.resourceId())).getOrDefault(hearing.resourceId(), Set.of());
        return !Collections.disjoint(scopes, visibility.scopesOf(actor));
    }

    /** An author, or the school's administrator. */
    boolean speaksFor(Actor actor, Hearing hearing) {
        return hearing.authorIds().contains(actor.id())
                || actor.has(Role.SCHOOL_ADMIN)
                        && units(actor, Role.SCHOOL_ADMIN).contains(hearing.schoolId());
    }

    /** A steward of a collective of the author's school, or of the one that the hearing is about. */
    boolean isSteward(Actor actor, Hearing hearing) {
        if (!actor.has(Role.COLLECTIVE_STEWARD)) {
            return false;
        }
        Set<UUID> collectives = new HashSet<>(organisations.collectivesOf(hearing.schoolId()));
        UUID named = hearing.collectiveId();
        if (named != null) {
            collectives.add(named);
        }
        return !Collections.disjoint(units(actor, Role.COLLECTIVE_STEWARD), collectives);
    }

    /** Where the caller holds the role. */
    Set<UUID> units(Actor actor, Role role) {
        return people.appointments(actor.id()).stream()
                .filter(appointment -> appointment.role() == role && appointment.organisationId() != null)
                .map(Appointment::organisationId)
                .collect(Collectors.toSet());
    }

    HearingRows.Filter filter(
            Actor actor, Hearing.@Nullable State state, @Nullable UUID resourceId, @Nullable String q) {
        Set<UUID> schools = actor.has(Role.SCHOOL_ADMIN) ? units(actor, Role.SCHOOL_ADMIN) : Set.of();
        Set<UUID> collectives = actor.has(Role.COLLECTIVE_STEWARD) ? units(actor, Role.COLLECTIVE_STEWARD) : Set.of();
        Set<UUID> all = new HashSet<>(schools);
        if (!collectives.isEmpty()) {
            organisations.schools().stream()
                    .map(school -> school.id())
                    .collect(Collectors.collectingAndThen(Collectors.toSet(), organisations::collectivesOf))
                    .forEach((school, of) -> {
                        if (!Collections.disjoint(of, collectives)) {
                            all.add(school);
                        }
                    });
        }
        return new HearingRows.Filter(actor.id(), all, collectives, watchesAll(actor), state, resourceId, q);
    }
}
