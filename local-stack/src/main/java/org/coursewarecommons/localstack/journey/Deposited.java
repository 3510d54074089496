package org.coursewarecommons.localstack.journey;

import java.util.Map;

/**
 * A resource that the journey made.
 *
 * @param mark stands at the end of the title and in no other run's, so lists can be narrowed to this resource
 * @param files by name
 */
record Deposited(JourneyPlan.Item item, String resourceId, String mark, Map<String, Sent> files) {

    /** For a later version, whose files have ids of their own. */
    Deposited withoutFiles() {
        return new Deposited(item, resourceId, mark, Map.of());
    }

    /** Bytes that were sent. @param sha256 computed on our side */
    record Sent(String fileId, long size, String sha256) {}
}
