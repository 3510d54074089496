package org.coursewarecommons.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds each item's peers: the closest group that has enough members with evidence. */
final class PeerLadder {

    private final EffectConfiguration configuration;
    private final List<Map<String, List<EffectFacts>>> references = new ArrayList<>();
    private final Map<String, PeerGroup> groups = new HashMap<>();

    /** @param items all of one cycle; those without enough evidence move nobody */
    PeerLadder(Collection<EffectFacts> items, EffectConfiguration configuration) {
        this.configuration = configuration;
        for (int level = 0; level < PeerTraits.LEVELS; level++) {
            references.add(new HashMap<>());
        }
        items.stream().filter(this::hasEvidence).forEach(this::enter);
    }

    boolean hasEvidence(EffectFacts facts) {
        return facts.hasEvidence(configuration.gate());
    }

    /** Empty when no item at all has enough evidence. */
    Optional<PeerGroup> of(EffectFacts facts) {
        for (int level = 0; level < PeerTraits.LEVELS; level++) {
            String key = facts.traits().key(level);
            List<EffectFacts> peers = references.get(level).getOrDefault(key, List.of());
            boolean widest = level == PeerTraits.LEVELS - 1;
            if (peers.size() >= configuration.minimumPeers() || widest && !peers.isEmpty()) {
                int found = level;
                return Optional.of(groups.computeIfAbsent(
                        level + "|" + key, name -> new PeerGroup(key, found, peers, configuration)));
            }
        }
        return Optional.empty();
    }

    /** Fewer close peers than the configuration asks for: the item is one of few. */
    boolean hasFewPeers(EffectFacts facts) {
        return references.get(0).getOrDefault(facts.traits().key(0), List.of()).size() < configuration.minimumPeers();
    }

    private void enter(EffectFacts facts) {
        for (int level = 0; level < PeerTraits.LEVELS; level++) {
            references
                    .get(level)
                    .computeIfAbsent(facts.traits().key(level), key -> new ArrayList<>())
                    .add(facts);
        }
    }
}
