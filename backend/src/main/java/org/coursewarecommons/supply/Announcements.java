package org.coursewarecommons.supply;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.sharing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells those who follow its school, collective, subject or authors of a new resource, once, if they may see it. */
@Component
class Announcements {

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final People people;
    private final Visibility visibility;
    private final ApplicationEventPublisher events;

    Announcements(
            JdbcClient jdbc,
            Organisations organisations,
            People people,
            Visibility visibility,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.people = people;
        this.visibility = visibility;
        this.events = events;
    }

    private record News(
            UUID schoolId, String title, @Nullable String subject, Set<String> scopes, List<UUID> authorIds) {}

    /** In the transaction that made it visible. */
    void tell(UUID resourceId) {
        Optional<News> news = take(resourceId);
        if (news.isEmpty()) {
            return;
        }
        Set<UUID> followers = followers(news.get());
        Set<UUID> told = mayKnow(followers, news.get().scopes());
        if (!told.isEmpty()) {
            String school = organisations
                    .find(news.get().schoolId())
                    .map(unit -> unit.name())
                    .orElse("");
            events.publishEvent(new DomainEvent.Notice(
                    "follow.published",
                    told,
                    resourceId,
                    "/resources/" + resourceId,
                    List.of(news.get().title(), school)));
        }
    }

    /** The first to see it in a scope takes it. */
    private Optional<News> take(UUID resourceId) {
        return jdbc.sql(
                        """
                        update supply.item set announced = true
                         where resource_id = :id and not announced and cardinality(scopes) > 0
                        returning school_id, title, subject, scopes, author_ids
                        """)
                .param("id", resourceId)
                .query(Announcements::news)
                .optional();
    }

    private Set<UUID> followers(News news) {
        List<String> kinds = new ArrayList<>(List.of("SCHOOL"));
        List<String> targets = new ArrayList<>(List.of(news.schoolId().toString()));
        organisations.collectivesOf(news.schoolId()).forEach(id -> {
            kinds.add("COLLECTIVE");
            targets.add(id.toString());
        });
        news.authorIds().forEach(id -> {
            kinds.add("AUTHOR");
            targets.add(id.toString());
        });
        if (news.subject() != null) {
            kinds.add("SUBJECT");
            targets.add(news.subject());
        }
        Set<UUID> followers = new HashSet<>(jdbc.sql(
                        """
                        select distinct person_id from supply.follow
                         where (kind, target) in (select * from unnest(:kinds, :targets))
                        """)
                .param("kinds", kinds.toArray(String[]::new))
                .param("targets", targets.toArray(String[]::new))
                .query(UUID.class)
                .list());
        news.authorIds().forEach(followers::remove);
        return followers;
    }

    /** Persons of one school stand in the same scopes, so each school is asked once. */
    private Set<UUID> mayKnow(Set<UUID> persons, Set<String> scopes) {
        Map<Optional<UUID>, List<PersonSummary>> bySchool = people.byIds(persons).values().stream()
                .collect(Collectors.groupingBy(person -> Optional.ofNullable(person.schoolId())));
        Set<UUID> may = new HashSet<>();
        bySchool.forEach((school, members) -> {
            PersonSummary one = members.get(0);
            Actor standIn = new Actor(one.id(), "", one.code(), one.name(), school.orElse(null), Set.of());
            if (!Collections.disjoint(visibility.scopesOf(standIn), scopes)) {
                members.forEach(member -> may.add(member.id()));
            }
        });
        return may;
    }

    private static News news(ResultSet row, int number) throws SQLException {
        return new News(
                row.getObject("school_id", UUID.class),
                row.getString("title"),
                row.getString("subject"),
                Set.of((String[]) row.getArray("scopes").getArray()),
                Arrays.asList((UUID[]) row.getArray("author_ids").getArray()));
    }
}
