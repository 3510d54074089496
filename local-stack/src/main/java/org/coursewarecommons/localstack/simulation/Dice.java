package org.coursewarecommons.localstack.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Chance that falls the same way on every machine: one generator a purpose, so that one more draw in one place moves
 * nothing elsewhere. Functions come from {@link StrictMath}, whose last digits depend on no processor.
 */
final class Dice {

    private final Random random;

    /** @param purpose what is drawn, such as the key of an item */
    Dice(long seed, String purpose) {
        UUID named = UUID.nameUUIDFromBytes((seed + "/" + purpose).getBytes(StandardCharsets.UTF_8));
        this.random = new Random(named.getMostSignificantBits() ^ named.getLeastSignificantBits());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 up to, without, {@code bound}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    double bell() {
        return random.nextGaussian();
    }

    /** Between 0 and 1, most often in the middle (Kumaraswamy's distribution with both parameters 2). */
    double quality() {
        return StrictMath.sqrt(1 - StrictMath.sqrt(1 - random.nextDouble()));
    }

    /** An index, each as likely as its weight; the weights must not all be 0. */
    int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double point = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            point -= weights[i];
            if (point < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    UUID id() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
