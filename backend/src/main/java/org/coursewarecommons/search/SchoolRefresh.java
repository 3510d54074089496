package org.coursewarecommons.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Documents show their school's name and are filtered by its groups and alliances. When one of these is another than
 * before – edited, imported, or because a membership began or ended today – the school's documents are fed again, so
 * many at a time that new resources need not wait behind them.
 */
@Component
class SchoolRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(SchoolRefresh.class);

    static final int BATCH = 200;

    private final Organisations organisations;
    private final Catalogue catalogue;
    private final ShownSchools schools;
    private final FeedQueue queue;
    private final TransactionTemplate transaction;

    SchoolRefresh(
            Organisations organisations,
            Catalogue catalogue,
            ShownSchools schools,
            FeedQueue queue,
            TransactionTemplate transaction) {
        this.organisations = organisations;
        this.catalogue = catalogue;
        this.schools = schools;
        this.queue = queue;
        this.transaction = transaction;
    }

    /** Two queries for all schools; a date that has come makes no event, so they are asked. */
    @Scheduled(fixedDelay = 5_000)
    void look() {
        List<OrganisationUnit> all = organisations.schools();
        Map<UUID, Set<UUID>> collectives = organisations.collectivesOf(
                all.stream().map(OrganisationUnit::id).toList());
        Map<UUID, String> now = new LinkedHashMap<>();
        all.forEach(school -> now.put(school.id(), ShownSchools.line(school.name(), collectives.get(school.id()))));
        if (!now.isEmpty()) {
            schools.note(now);
        }
    }

    /** One batch of one school. */
    @Scheduled(fixedDelay = 500)
    void queueNext() {
        transaction.executeWithoutResult(status -> {
            Optional<ShownSchools.Change> change = schools.lock();
            if (change.isPresent()) {
                UUID school = change.get().schoolId();
                List<UUID> ids = catalogue.findableIds(school, change.get().cursor(), BATCH);
                queue.bump(ids);
                schools.advance(school, ids.size() < BATCH ? null : ids.get(BATCH - 1));
                LOG.info("{} documents of school {} are fed again, for it has changed", ids.size(), school);
            }
        });
    }
}
