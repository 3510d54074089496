package org.coursewarecommons.evaluation;

import java.util.Map;

/**
 * A live resource with all that its proposal depends on beside the index.
 *
 * @param superseded its textbook is no longer adopted anywhere
 * @param soleSource the only live item for one of its places
 * @param ruralHeavy mostly used in rural schools
 * @param special people alone judge it, whatever its figures
 * @param promotedLately recommended in one of the two cycles before
 * @param lowBefore windows in a row before this one with a low index
 * @param revised a major version went live since the cycle before
 */
record Candidate(
        EffectFacts facts,
        boolean superseded,
        boolean soleSource,
        boolean ruralHeavy,
        boolean special,
        boolean promotedLately,
        int lowBefore,
        boolean revised,
        Map<String, Long> excluded,
        int spikes) {}
