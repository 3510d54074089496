package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointments.Versioned;
import org.coursewarecommons.organisation.spi.AppointmentCodes;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Appointing. What was is never rewritten: an appointment ends, and a new one begins. */
@Service
@Transactional
class AppointmentService {

    private static final Set<Role> REVIEWERS = EnumSet.of(Role.EXPERT, Role.TEACHER_REVIEWER, Role.TECHNICIAN);

    /** What only the district's own lists say, so that nobody climbs by appointments. */
    private static final Set<Role> NEVER =
            EnumSet.of(Role.CONTRIBUTOR, Role.DISTRICT_STEWARD, Role.AUDITOR, Role.SCHOOL_CLIENT);

    private final Appointments appointments;
    private final People people;
    private final Organisations organisations;
    private final AppointmentCodes codes;
    private final Today today;
    private final StrictJson json;
    private final ApplicationEventPublisher events;

    AppointmentService(
            Appointments appointments,
            People people,
            Organisations organisations,
            AppointmentCodes codes,
            Today today,
            StrictJson json,
            ApplicationEventPublisher events) {
        this.appointments = appointments;
        this.people = people;
        this.organisations = organisations;
        this.codes = codes;
        this.today = today;
        this.json = json;
        this.events = events;
    }

    /** @throws ProblemException 403, 409 or 422 */
    public Versioned appoint(AppointmentBody.New body, Actor actor) {
        requireMayAppoint(actor, body.role());
        if (body.personId().equals(actor.id())) {
            throw new ProblemException(OrganisationProblem.OWN_APPOINTMENT);
        }
        if (people.byIds(Set.of(body.personId())).isEmpty()) {
            throw ProblemException.invalid("/personId", "unknown-person");
        }
        if (body.organisationId() != null
                && organisations.find(body.organisationId()).isEmpty()) {
            throw ProblemException.invalid("/organisationId", "unknown-organisation");
        }
        requireListed(body.subjects(), body.stages(), body.formats());
        LocalDate from = body.from() == null ? today.date() : body.from();
        requireAfter(body.until(), from);
        try {
            UUID id = appointments.insert(body, from, actor.id());
            return changed(id, "made", null);
        } catch (DuplicateKeyException same) {
            throw new ProblemException(OrganisationProblem.APPOINTMENT_EXISTS);
        }
    }

    /** @param mergePatch an RFC 7396 document over {@link AppointmentBody.Edit} */
    public Versioned change(UUID id, byte[] mergePatch, IfMatch ifMatch, Actor actor) {
        Versioned now = own(id, actor);
        ifMatch.require(now.revision());
        AppointmentBody body = now.body();
        AppointmentBody.Edit before =
                new AppointmentBody.Edit(body.subjects(), body.stages(), body.formats(), body.capacity(), body.until());
        AppointmentBody.Edit after = json.patched(before, mergePatch, AppointmentBody.Edit.class);
        requireAfter(after.until(), body.from());
        requireListed(after.subjects(), after.stages(), after.formats());
        try {
            appointments.update(id, after);
        } catch (DuplicateKeyException same) {
            throw new ProblemException(OrganisationProblem.APPOINTMENT_EXISTS);
        }
        return changed(id, "changed", null);
    }

    /** @throws ProblemException 409 when it is over already */
    public Versioned end(UUID id, AppointmentBody.End body, Actor actor) {
        AppointmentBody now = own(id, actor).body();
        LocalDate until = body.until() == null ? today.date() : body.until();
        if (until.isBefore(today.date())) {
            throw ProblemException.invalid("/until", "not-before-today");
        }
        if (now.until() != null && !now.until().isAfter(today.date())) {
            throw ProblemException.invalidTransition("ENDED");
        }
        appointments.end(id, until.isBefore(now.from()) ? now.from() : until, body.reason(), actor.id());
        return changed(id, "ended", body.reason());
    }

    /** Never by itself: somebody has looked at the figures. @throws ProblemException 409 unless it is active */
    public Versioned suspend(UUID id, String reason, Actor actor) {
        AppointmentBody now = own(id, actor).body();
        if (!now.active()) {
            throw ProblemException.invalidTransition(now.suspension() == null ? "INACTIVE" : "SUSPENDED");
        }
        appointments.suspend(id, reason, actor.id());
        return told(changed(id, "suspended", reason), "appointment.suspended", reason);
    }

    /** @throws ProblemException 409 unless it is suspended */
    public Versioned reinstate(UUID id, String reason, Actor actor) {
        if (own(id, actor).body().suspension() == null) {
            throw ProblemException.invalidTransition("ACTIVE");
        }
        appointments.reinstate(id);
        return told(changed(id, "reinstated", reason), "appointment.reinstated", reason);
    }

    private Versioned told(Versioned now, String topic, String reason) {
        AppointmentBody body = now.body();
        events.publishEvent(new DomainEvent.Notice(
                topic,
                Set.of(body.person().id()),
                body.id(),
                "/appointments/" + body.id(),
                List.of(body.role().name(), reason)));
        return now;
    }

    private Versioned changed(UUID id, String cause, @Nullable String reason) {
        Versioned now = appointments.find(id).orElseThrow();
        events.publishEvent(
                new AppointmentChanged(id, now.body().person().id(), now.body().role(), cause, reason));
        return now;
    }

    private Versioned own(UUID id, Actor actor) {
        Versioned now = appointments.lock(id).orElseThrow(ProblemException::notFound);
        requireMayAppoint(actor, now.body().role());
        if (now.body().person().id().equals(actor.id())) {
            throw new ProblemException(OrganisationProblem.OWN_APPOINTMENT);
        }
        return now;
    }

    /** Coordinators appoint reviewers; the district's steward everybody below. */
    private static void requireMayAppoint(Actor actor, Role role) {
        actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD);
        boolean may = REVIEWERS.contains(role) || (actor.has(Role.DISTRICT_STEWARD) && !NEVER.contains(role));
        if (!may) {
            throw ProblemException.invalid("/role", "not-yours-to-appoint", role);
        }
    }

    /** A misspelt code would open nothing, and nobody would notice. */
    private void requireListed(
            @Nullable List<String> subjects, @Nullable List<String> stages, @Nullable List<String> formats) {
        List<Fault> faults = new ArrayList<>();
        unlisted("/subjects/", subjects, codes::isSubject, faults);
        unlisted("/stages/", stages, codes::isStage, faults);
        unlisted("/formats/", formats, codes::isFormat, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private static void unlisted(
            String pointer, @Nullable List<String> given, Predicate<String> isListed, List<Fault> faults) {
        for (int i = 0; given != null && i < given.size(); i++) {
            if (!isListed.test(given.get(i))) {
                faults.add(Fault.of(pointer + i, "unknown-code", given.get(i)));
            }
        }
    }

    private static void requireAfter(@Nullable LocalDate until, LocalDate from) {
        if (until != null && until.isBefore(from)) {
            throw ProblemException.invalid("/until", "before-start");
        }
    }
}
