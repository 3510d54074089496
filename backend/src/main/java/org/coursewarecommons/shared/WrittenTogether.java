package org.coursewarecommons.shared;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows that nobody reads again in their own transaction: they are written together right before it commits, by one statement
 * for all. Whatever rolls the transaction back, or a part of it, takes them along. Outside a transaction each is written at
 * once.
 */
public final class WrittenTogether<T> {

    private final Consumer<List<T>> write;

    /** @param write of at least one row, in the order in which they were added */
    public WrittenTogether(Consumer<List<T>> write) {
        this.write = write;
    }

    public void add(T row) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            write.accept(List.of(row));
            return;
        }
        Rows rows = rows();
        if (rows == null) {
            rows = new Rows();
            TransactionSynchronizationManager.bindResource(this, rows);
            TransactionSynchronizationManager.registerSynchronization(rows);
        }
        if (rows.written) {
            write.accept(List.of(row));
        } else {
            rows.waiting.add(row);
        }
    }

    /** For whoever wants to read them after all. */
    public void write() {
        Rows rows = rows();
        if (rows != null) {
            rows.write();
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable Rows rows() {
        return (Rows) TransactionSynchronizationManager.getResource(this);
    }

    private final class Rows implements TransactionSynchronization {

        private final List<T> waiting = new ArrayList<>();
        private final Map<Object, Integer> before = new IdentityHashMap<>();
        private boolean written;

        private void write() {
            if (!waiting.isEmpty()) {
                write.accept(List.copyOf(waiting));
                waiting.clear();
                before.clear();
            }
        }

        /** What others add before the commit comes after them. */
        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write();
            written = true;
        }

        @Override
        public void savepoint(Object savepoint) {
            before.put(savepoint, waiting.size());
        }

        /** Of a savepoint that is older than the first row, or than the last writing, nothing is waiting. */
        @Override
        public void savepointRollback(Object savepoint) {
            int kept = Math.min(waiting.size(), before.getOrDefault(savepoint, 0));
            waiting.subList(kept, waiting.size()).clear();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(WrittenTogether.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(WrittenTogether.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(WrittenTogether.this);
        }
    }
}
