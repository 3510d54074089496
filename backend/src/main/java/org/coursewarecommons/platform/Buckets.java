package org.coursewarecommons.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The token buckets of all callers, in this backend's memory. They fill evenly over a minute, so that nobody waits for
 * a full minute to end, and are forgotten some minutes after the last call, when they would be full again anyway.
 */
final class Buckets {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST = 100_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    /** @param retryAfter seconds until there is one token again; 0 when there was one */
    record Taken(boolean allowed, long remaining, long retryAfter) {}

    /** Takes a token out of a bucket. */
    Taken take(String key, int perMinute) {
        return told(bucket(key, perMinute).tryConsumeAndReturnRemaining(1));
    }

    /** Whether there is one, without taking it. */
    Taken look(String key, int perMinute) {
        var probe = bucket(key, perMinute).estimateAbilityToConsume(1);
        return new Taken(probe.canBeConsumed(), probe.getRemainingTokens(), seconds(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(String key, int perMinute) {
        return buckets.get(key, unused -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build());
    }

    private static Taken told(ConsumptionProbe probe) {
        return new Taken(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill()));
    }

    private static long seconds(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
    }
}
