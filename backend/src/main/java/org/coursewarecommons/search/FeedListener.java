package org.coursewarecommons.search;

import org.coursewarecommons.catalog.RecommendationChanged;
import org.coursewarecommons.catalog.VersionChanged;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.evaluation.CycleChanged;
import org.coursewarecommons.sharing.ScopesChanged;
import org.coursewarecommons.usage.DownloadsCounted;
import org.coursewarecommons.usage.FiguresChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Queues a document in the transaction of the change that it shows: both are kept or neither is. */
@Component
class FeedListener {

    private final FeedQueue queue;
    private final EffectRefresh effects;
    private final IndexerLoop loop;

    FeedListener(FeedQueue queue, EffectRefresh effects, IndexerLoop loop) {
        this.queue = queue;
        this.effects = effects;
        this.loop = loop;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(VersionChanged change) {
        // Nothing of a draft or a submission is in the index.
        if (isReadable(change.from()) || isReadable(change.to())) {
            queue.bump(change.resourceId());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ScopesChanged change) {
        queue.bump(change.resourceId());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(FiguresChanged change) {
        queue.bump(change.resourceId());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RecommendationChanged change) {
        queue.bump(change.resourceId());
    }

    private static boolean isReadable(@Nullable VersionState state) {
        return state != null && state.isReadable();
    }

    /** Many at once, so they are queued bit by bit ({@link EffectRefresh}); an evaluation that is only read shows nothing. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CycleChanged change) {
        if (change.cause().equals("published")) {
            effects.request();
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DownloadsCounted downloads) {
        queue.bump(downloads.resourceIds());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void committed(VersionChanged change) {
        loop.nudge();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void committed(ScopesChanged change) {
        loop.nudge();
    }
}
