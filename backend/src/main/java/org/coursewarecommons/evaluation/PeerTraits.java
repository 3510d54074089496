package org.coursewarecommons.evaluation;

/**
 * By what an item's true peers are found.
 *
 * @param family of subjects that are taught alike
 * @param typeGroup of resource types that are used alike
 */
record PeerTraits(String subject, String family, String stage, String type, String typeGroup, String granularity) {

    /** The widest level: everything. */
    static final int LEVELS = 5;

    /** @param level of the ladder, 0 the closest peers, 4 all */
    String key(int level) {
        return switch (level) {
            case 0 -> String.join("|", subject, stage, type, granularity);
            case 1 -> String.join("|", family, stage, type, granularity);
            case 2 -> String.join("|", stage, type, granularity);
            case 3 -> String.join("|", stage, typeGroup);
            default -> "ALL";
        };
    }
}
