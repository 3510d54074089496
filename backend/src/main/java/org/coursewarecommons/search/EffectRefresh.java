package org.coursewarecommons.search;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.evaluation.EffectIndex;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A published evaluation changes what thousands of documents show. They are fed again so many at a time that new
 * resources need not wait behind them; how far that is stands in the database, so a restart goes on.
 */
@Component
class EffectRefresh {

    static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final EffectIndex effects;
    private final FeedQueue queue;
    private final TransactionTemplate transaction;

    EffectRefresh(
            JdbcClient jdbc,
            Catalogue catalogue,
            EffectIndex effects,
            FeedQueue queue,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.effects = effects;
        this.queue = queue;
        this.transaction = transaction;
    }

    /** How far it is. @param cursor documents up to this one are queued; null: none yet */
    private record Run(@Nullable UUID cursor) {}

    /** From the first document on, also when one is on its way. In the transaction of the publication. */
    void request() {
        jdbc.sql("update search.effect_refresh set wanted = true, cursor = null")
                .update();
    }

    @Scheduled(fixedDelay = 500)
    void queueNext() {
        transaction.executeWithoutResult(status -> {
            Optional<Run> run = jdbc.sql("select cursor from search.effect_refresh where wanted for update skip locked")
                    .query(Run.class)
                    .optional();
            run.ifPresent(here -> {
                List<UUID> ids = catalogue.publishedIds(here.cursor(), BATCH);
                queue.bump(effects.of(ids).keySet());
                advance(ids.size() < BATCH ? null : ids.get(BATCH - 1));
            });
        });
    }

    /** @param cursor the last document that was looked at; null: all are */
    private void advance(@Nullable UUID cursor) {
        jdbc.sql(
                        """
                        update search.effect_refresh
                           set cursor = cast(:cursor as uuid), wanted = cast(:cursor as uuid) is not null
                        """)
                .param("cursor", cursor)
                .update();
    }
}
