package org.coursewarecommons.takedown;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Who is told what of reports and suspensions. Nobody learns who reported. */
@Component
class TakedownNotices {

    private final Catalogue catalogue;
    private final People people;
    private final ApplicationEventPublisher events;

    TakedownNotices(Catalogue catalogue, People people, ApplicationEventPublisher events) {
        this.catalogue = catalogue;
        this.people = people;
        this.events = events;
    }

    void waiting(Report report, VersionDetail version) {
        publish(
                "task.report-waiting",
                all(Role.DISTRICT_STEWARD),
                report.id(),
                "/resource-reports/" + report.id(),
                version);
    }

    /** To who reported. */
    void settled(Report report, @Nullable VersionDetail version) {
        publish(
                "general.report-" + report.state().name().toLowerCase(java.util.Locale.ROOT),
                Set.of(report.reporterId()),
                report.id(),
                "/resource-reports/" + report.id(),
                version);
    }

    /** To the contributors and to the stewards, one of whom is on duty. */
    void suspended(Suspension suspension) {
        VersionDetail version = catalogue.version(suspension.versionId()).orElseThrow();
        about(
                "submission.suspended",
                contributors(version),
                suspension,
                suspension.reason().name());
        about(
                "task.suspended",
                all(Role.DISTRICT_STEWARD),
                suspension,
                suspension.reason().name());
    }

    void informed(Suspension suspension, String text) {
        about("task.takedown-informed", all(Role.COMMITTEE), suspension, text);
    }

    /** To the contributors, and to those who have to know. */
    void ended(Suspension suspension, Suspension.State state, String reason) {
        VersionDetail version = catalogue.version(suspension.versionId()).orElseThrow();
        Set<UUID> told = new HashSet<>(contributors(version));
        if (state == Suspension.State.EXPIRED) {
            told.addAll(all(Role.COMMITTEE));
            told.addAll(all(Role.DISTRICT_STEWARD));
        }
        about("submission.takedown-" + state.name().toLowerCase(java.util.Locale.ROOT), told, suspension, reason);
    }

    private static Set<UUID> contributors(VersionDetail version) {
        Set<UUID> told = new HashSet<>(version.contributorIds());
        told.add(version.ownerId());
        return told;
    }

    private Set<UUID> all(Role role) {
        return people.appointed(role).stream().map(People.Appointee::personId).collect(Collectors.toSet());
    }

    private void about(String topic, Set<UUID> recipients, Suspension suspension, String more) {
        String title = catalogue
                .version(suspension.versionId())
                .map(version -> version.metadata().title())
                .orElse("");
        events.publishEvent(new DomainEvent.Notice(
                topic, recipients, suspension.id(), "/takedowns/" + suspension.id(), List.of(title, more)));
    }

    private void publish(
            String topic, Set<UUID> recipients, UUID subject, String path, @Nullable VersionDetail version) {
        String title = version == null ? null : version.metadata().title();
        events.publishEvent(
                new DomainEvent.Notice(topic, recipients, subject, path, List.of(title == null ? "" : title)));
    }
}
