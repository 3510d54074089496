package org.coursewarecommons.usage;

import java.time.Duration;

/**
 * The numbers of the cleaning rules C1–C9 of DOMAIN 4.3; a run names the version it was made with.
 *
 * @param repeat two equal uses closer than this are one, the later (C3)
 * @param longLook from here on a preview counts (C1), unless {@code longShare} of it was played
 * @param ownSchool what the use by teachers of the author's own school counts (C7)
 * @param spikeUnits a day with fewer units is never a spike (C8)
 * @param spikeFactor how many times the usual day a spike is
 */
record CleaningRules(
        String version,
        Duration repeat,
        Duration longLook,
        double longShare,
        double ownSchool,
        int spikeUnits,
        double spikeFactor) {

    /** COUNTER asks for 100 units; a district is a fifth of what COUNTER was made for. */
    static CleaningRules current() {
        return new CleaningRules("clean-2", Duration.ofSeconds(30), Duration.ofSeconds(60), 0.25, 0.5, 20, 3);
    }
}
