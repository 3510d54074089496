package org.coursewarecommons.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.inspection.FileCondemned;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a later check finds in a file that is out already. The file's own state keeps its bytes back at every door; the
 * version stays where it is, for the technicians and its owner to decide, who hear of it at once.
 */
@Component
class Condemnations {

    private final Files files;
    private final Versions versions;
    private final People people;
    private final ApplicationEventPublisher events;

    Condemnations(Files files, Versions versions, People people, ApplicationEventPublisher events) {
        this.files = files;
        this.versions = versions;
        this.people = people;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void condemned(FileCondemned condemned) {
        files.find(condemned.fileId())
                .ifPresent(file -> versions.lock(file.versionId()).ifPresent(version -> tell(file, version)));
    }

    private void tell(FileRow file, VersionRow version) {
        versions.touch(version.id());
        events.publishEvent(
                new VersionChanged(version.resourceId(), version.id(), version.state(), version.state(), "condemned"));
        Set<UUID> concerned = new HashSet<>(Set.of(version.ownerId()));
        people.appointed(Role.TECHNICIAN).forEach(technician -> concerned.add(technician.personId()));
        String title = String.valueOf(version.metadata().title());
        events.publishEvent(new DomainEvent.Notice(
                "file.condemned",
                concerned,
                version.resourceId(),
                "/resources/" + version.resourceId(),
                List.of(title, file.name())));
    }
}
