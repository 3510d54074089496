package org.coursewarecommons.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.sharing.Visibility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks again for those who saved a search, with what they may see now, and tells them what was published or opened to
 * them meanwhile.
 * Each stretch of time is told once, by whichever backend is first.
 */
@Component
class SavedSearchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SavedSearchRunner.class);
    private static final int AT_ONCE = 200;
    /** From the write into the index until it is searchable. */
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final SavedSearchRows rows;
    private final SavedSearches searches;
    private final SearchService search;
    private final Visibility visibility;
    private final FeedQueue queue;
    private final People people;
    private final DomainClock clock;
    private final Duration every;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    SavedSearchRunner(
            SavedSearchRows rows,
            SavedSearches searches,
            SearchService search,
            Visibility visibility,
            FeedQueue queue,
            People people,
            DomainClock clock,
            @Value("${courseware.search.saved-every:PT15M}") Duration every,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.searches = searches;
        this.search = search;
        this.visibility = visibility;
        this.queue = queue;
        this.people = people;
        this.clock = clock;
        this.every = every;
        this.transaction = transaction;
        this.events = events;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void run() {
        run(clock.now().minus(every));
    }

    /** Those that were looked at last before then. */
    void run(Instant before) {
        // What is published but not in the index yet is told the next time.
        Instant until = clock.now().minus(queue.lag()).minus(REFRESH);
        List<SavedSearch> due = rows.due(before.isBefore(until) ? before : until, AT_ONCE);
        Map<UUID, People.PersonSummary> owners =
                people.byIds(due.stream().map(SavedSearch::ownerId).collect(Collectors.toSet()));
        for (SavedSearch saved : due) {
            try {
                People.PersonSummary owner = owners.get(saved.ownerId());
                settle(saved, until, owner == null ? List.of() : found(saved, until, owner));
            } catch (ProblemException failed) {
                if (failed.getCause() != null) {
                    // The engine does not answer: later, and nothing is lost.
                    LOG.warn("saved searches wait: {}", failed.getMessage());
                    return;
                }
                // A code that is no longer listed: this search finds nothing any more.
                settle(saved, until, List.of());
            }
        }
    }

    private List<SearchPage.Hit> found(SavedSearch saved, Instant until, People.PersonSummary owner) {
        SearchCriteria.News news = new SearchCriteria.News(saved.seenUntil(), until);
        Actor actor = new Actor(owner.id(), "", owner.code(), owner.name(), owner.schoolId(), Set.of());
        SearchPage page = search.search(
                searches.criteria(saved.query()).since(news),
                new PageRequest(PageRequest.MAX_LIMIT, List.of()),
                actor,
                Locale.SIMPLIFIED_CHINESE);
        return page.relaxed() ? List.of() : isNews(page.items(), news, actor);
    }

    /** Published in that time, or open to this person since that time: wider scopes make old things new. */
    private List<SearchPage.Hit> isNews(List<SearchPage.Hit> hits, SearchCriteria.News news, Actor actor) {
        Map<UUID, Instant> open = visibility.openSince(
                hits.stream().map(hit -> UUID.fromString(hit.id())).toList(), visibility.scopesOf(actor));
        return hits.stream()
                .filter(hit -> news.has(hit.publishedAt() == null ? null : Instant.parse(hit.publishedAt()))
                        || news.has(open.get(UUID.fromString(hit.id()))))
                .toList();
    }

    private void settle(SavedSearch saved, Instant until, List<SearchPage.Hit> found) {
        transaction.executeWithoutResult(status -> {
            if (rows.seen(saved, until) && !found.isEmpty()) {
                String count = found.size() + (found.size() == PageRequest.MAX_LIMIT ? "+" : "");
                events.publishEvent(new DomainEvent.Notice(
                        "follow.saved-search",
                        Set.of(saved.ownerId()),
                        saved.id(),
                        "/saved-searches/" + saved.id(),
                        List.of(saved.name(), count, String.valueOf(found.get(0).title()))));
            }
        });
    }
}
