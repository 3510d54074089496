package org.coursewarecommons.storage;

import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * SHA-256 of streams as far as they have come. Only in this process's memory: what another process received, or this
 * one before it was started, is read back from the store instead.
 */
@Component
class RunningHashes {

    /** Some 300 bytes each. */
    private static final int MOST = 5_000;

    private final Map<UUID, RunningHash> running = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, RunningHash> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param at how many bytes from the start it covers
     * @param proven whether the store's entity tags show that it has exactly these bytes
     */
    record RunningHash(long at, MessageDigest digest, boolean proven) {

        static RunningHash start() {
            return new RunningHash(0, Hashing.sha256(), true);
        }

        RunningHash copy() {
            try {
                return new RunningHash(at, (MessageDigest) digest.clone(), proven);
            } catch (CloneNotSupportedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** A copy to go on with. */
    synchronized Optional<RunningHash> at(UUID id, long offset) {
        return Optional.ofNullable(running.get(id))
                .filter(hash -> hash.at() == offset)
                .map(RunningHash::copy);
    }

    synchronized void keep(UUID id, RunningHash hash) {
        running.put(id, hash);
    }

    synchronized void forget(UUID id) {
        running.remove(id);
    }
}
