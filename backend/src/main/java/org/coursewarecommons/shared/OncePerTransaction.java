package org.coursewarecommons.shared;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction has read, so that steps that know nothing of each other don't read it again. Whoever writes forgets
 * what was read. Outside a transaction nothing is remembered.
 */
public final class OncePerTransaction<K, V> {

    /** What was read in this transaction, else what the supplier reads now. */
    public V get(K key, Supplier<V> read) {
        Map<K, V> seen = seen();
        if (seen == null) {
            return read.get();
        }
        V known = seen.get(key);
        if (known == null) {
            known = read.get();
            seen.put(key, known);
        }
        return known;
    }

    /** What was just written or read anew. */
    public void put(K key, V value) {
        Map<K, V> seen = seen();
        if (seen != null) {
            seen.put(key, value);
        }
    }

    public void forget(K key) {
        Map<K, V> seen = seen();
        if (seen != null) {
            seen.remove(key);
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable Map<K, V> seen() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return null;
        }
        Map<K, V> seen = (Map<K, V>) TransactionSynchronizationManager.getResource(this);
        if (seen == null) {
            seen = new HashMap<>();
            TransactionSynchronizationManager.bindResource(this, seen);
            TransactionSynchronizationManager.registerSynchronization(new Bound(seen));
        }
        return seen;
    }

    /** A transaction inside another one sees for itself. */
    private final class Bound implements TransactionSynchronization {

        private final Map<K, V> seen;

        Bound(Map<K, V> seen) {
            this.seen = seen;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(OncePerTransaction.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(OncePerTransaction.this, seen);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(OncePerTransaction.this);
        }
    }
}
