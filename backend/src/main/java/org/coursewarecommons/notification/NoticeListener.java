package org.coursewarecommons.notification;

import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes notices into inboxes in the transaction of what they tell of. So nobody is told what did not happen, and
 * nothing that happened is told to nobody; the mail is sent from the same row later.
 */
@Component
class NoticeListener {

    private final ItemRows items;
    private final SettingsRows settings;
    private final People people;
    private final DomainClock clock;

    NoticeListener(ItemRows items, SettingsRows settings, People people, DomainClock clock) {
        this.items = items;
        this.settings = settings;
        this.people = people;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(DomainEvent.Notice notice) {
        Map<UUID, People.PersonSummary> known = people.byIds(notice.recipients());
        settings.of(known.keySet()).forEach((personId, wishes) -> {
            if (wishes.channel(notice.topic()) != Channel.OFF) {
                items.insert(personId, notice, clock.now(), wishes.mail(notice.topic()));
            }
        });
    }
}
