package org.coursewarecommons.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The published test vectors of DOMAIN 4.11, inputs and expected figures, in their own notation. */
final class EffectVectors {

    static final PeerTraits TRAITS = new PeerTraits("SX", "SCIENCE", "PRIMARY", "COURSEWARE", "TEACHING", "LESSON");

    private static final String INPUTS =
            """
            V1 96,2000,48,.62,.33,30×4.6,120,66,60,39,92,6,0
            V2 60,2000,31,.45,.24,18×4.3,80,36,40,20,86,10,0
            V3 42,2000,25,.40,.30,12×4.1,60,24,30,12,80,14,0
            V4 30,1800,20,.38,.18,10×4.0,44,15,20,7,78,20,1
            V5 21,1800,14,.30,.15,6×3.8,32,9,16,4,74,26,0
            V6 12,1800,9,.22,.10,4×3.5,20,4,10,2,70,30,1
            V7 6,2000,5,.15,.05,5×2.6,12,1,6,0,66,40,2
            V8 2,2000,2,0,0,2×2.5,4,0,2,0,62,48,3
            V9 0,60,0,0,0,0×0,0,0,0,0,88,1,0
            """;

    /** id, q, A, B, C, D, E, index. */
    static final List<String> EXPECTED =
            """
            V1  0.04522  0.938 0.969 0.875 1.000 0.920  93.8
            V2  0.02886  0.812 0.836 0.812 0.935 0.860  84.3
            V3  0.02068  0.688 0.784 0.778 0.821 0.770  75.7
            V4  0.01675  0.562 0.629 0.765 0.740 0.619  65.1
            V5  0.01225  0.438 0.499 0.747 0.645 0.565  56.2
            V6  0.00775  0.312 0.355 0.730 0.592 0.445  46.6
            V7  0.00432  0.188 0.217 0.636 0.512 0.285  34.6
            V8  0.00250  0.062 0.031 0.701 0.663 0.160  28.9
            V9  0.01344  0.500 0.000 0.783 0.871 0.880  56.9
            """
                    .lines()
                    .toList();

    private EffectVectors() {}

    static List<EffectFacts> items() {
        return INPUTS.lines().map(EffectVectors::facts).toList();
    }

    static EffectFacts item(String id) {
        return items().stream()
                .filter(facts -> facts.resourceId().equals(uuid(id)))
                .findFirst()
                .orElseThrow();
    }

    static UUID uuid(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    private static EffectFacts facts(String line) {
        String[] parts = line.split("[ ,×]");
        double[] n = new double[parts.length];
        for (int i = 1; i < parts.length; i++) {
            n[i] = Double.parseDouble(parts[i]);
        }
        return new EffectFacts(
                uuid(parts[0]),
                TRAITS,
                true,
                new EffectFacts.Use(n[1], n[2], (int) n[3], 109, n[4], n[5], .30),
                new EffectFacts.Voices(n[6] * n[7], (int) n[6]),
                new EffectFacts.Depth((int) n[8], (int) n[9], (int) n[10], (int) n[11]),
                new EffectFacts.Upkeep(n[12], n[13], 36, (int) n[14]),
                new EffectFacts.Exposure(false, true, true, 18, 100));
    }
}
