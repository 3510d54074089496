package org.coursewarecommons.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Holds the nominations of one cycle within what a hearing can bear: the lowest first, the rest a cycle later. */
final class Capped {

    private Capped() {}

    /** @param peers key of the peer group */
    record Nominee(UUID resourceId, String peers, double index) {}

    /**
     * @param live how many items are live in all
     * @param peerSizes by key, how many live items each peer group has
     * @return the resources whose nomination waits for the next cycle
     */
    static Set<UUID> deferred(
            List<Nominee> nominees, int live, Map<String, Integer> peerSizes, EffectConfiguration.Caps caps) {
        int most = (int) Math.floor(caps.live() * live + 1e-9);
        Map<String, Integer> taken = new HashMap<>();
        Set<UUID> deferred = new HashSet<>();
        int all = 0;
        List<Nominee> lowestFirst = nominees.stream()
                .sorted(Comparator.comparingDouble(Nominee::index).thenComparing(Nominee::resourceId))
                .toList();
        for (Nominee nominee : lowestFirst) {
            int mostOfPeers = (int) Math.floor(caps.peers() * peerSizes.getOrDefault(nominee.peers(), 0) + 1e-9);
            int ofPeers = taken.getOrDefault(nominee.peers(), 0);
            if (all < most && ofPeers < mostOfPeers) {
                all++;
                taken.put(nominee.peers(), ofPeers + 1);
            } else {
                deferred.add(nominee.resourceId());
            }
        }
        return deferred;
    }

    /** How many of a group belong to its top: at least one. */
    static int top(int size, EffectConfiguration configuration) {
        return (int) Math.ceil(configuration.topShare() * size - 1e-9);
    }
}
