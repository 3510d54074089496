package org.coursewarecommons.retirement;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.sharing.Visibility;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Who is told what of a hearing. */
@Component
class HearingNotices {

    private final HearingRows hearings;
    private final People people;
    private final Organisations organisations;
    private final Visibility visibility;
    private final WorkingDays days;
    private final ApplicationEventPublisher events;

    HearingNotices(
            HearingRows hearings,
            People people,
            Organisations organisations,
            Visibility visibility,
            WorkingDays days,
            ApplicationEventPublisher events) {
        this.hearings = hearings;
        this.people = people;
        this.organisations = organisations;
        this.visibility = visibility;
        this.days = days;
        this.events = events;
    }

    /** Day 0: owner, authors, school and collective; those who keep it at hand. */
    void noticed(Hearing hearing) {
        send("hearing.noticed", hearing, concerned(hearing));
        send("follow.hearing", hearing, visibility.followers(hearing.resourceId()));
    }

    void collectiveAsked(Hearing hearing) {
        send("task.hearing-answer", hearing, stewards(hearing));
    }

    void called(Hearing hearing, Collection<UUID> members, String topic) {
        send(topic, hearing, Set.copyOf(members));
    }

    void announced(Hearing hearing) {
        send("hearing.announced", hearing, concerned(hearing));
    }

    /** @param how revising, kept, reversed, retired, narrowed, or restored */
    void ended(Hearing hearing, String how) {
        send("hearing." + how, hearing, concerned(hearing));
    }

    /** Who may carry it out. */
    void execution(Hearing hearing, Set<UUID> stewards) {
        send("task.hearing-execution", hearing, stewards);
    }

    Set<UUID> stewards(Hearing hearing) {
        Set<UUID> collectives = new HashSet<>(organisations.collectivesOf(hearing.schoolId()));
        UUID named = hearing.collectiveId();
        if (named != null) {
            collectives.add(named);
        }
        return people.appointed(Role.COLLECTIVE_STEWARD).stream()
                .filter(steward -> steward.appointment().organisationId() != null
                        && collectives.contains(steward.appointment().organisationId()))
                .map(People.Appointee::personId)
                .collect(Collectors.toSet());
    }

    private Set<UUID> concerned(Hearing hearing) {
        Set<UUID> persons = new HashSet<>(hearing.authorIds());
        people.appointed(Role.SCHOOL_ADMIN).stream()
                .filter(admin -> hearing.schoolId().equals(admin.appointment().organisationId()))
                .forEach(admin -> persons.add(admin.personId()));
        persons.addAll(stewards(hearing));
        return persons;
    }

    private void send(String topic, Hearing hearing, Set<UUID> recipients) {
        if (recipients.isEmpty()) {
            return;
        }
        // As it stands now: the step has just written what it tells of.
        Hearing now = hearings.find(hearing.id()).orElse(hearing);
        events.publishEvent(new DomainEvent.Notice(
                topic,
                recipients,
                hearing.id(),
                "/retirements/" + hearing.id(),
                List.of(
                        hearing.title(),
                        hearing.reasonCode(),
                        now.due() == null ? "" : days.dayOf(now.due()).toString())));
    }
}
