package org.coursewarecommons.usage;

import java.util.UUID;
import org.coursewarecommons.catalog.LiveItem;
import org.coursewarecommons.identity.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A use by somebody, booked to a school.
 *
 * @param client a school's system rather than a person
 * @param source DOOR: we saw it ourselves; REPORTED: a client told us
 * @param robot the program that called names itself like one that follows links
 * @param facts null when the resource is live no more; the use is kept, but no part of any figure
 */
record Use(
        UUID actorId,
        @Nullable UUID schoolId,
        boolean client,
        String source,
        boolean robot,
        @Nullable Facts facts,
        UsageEventBody event) {

    /**
     * What the figures need to know of the used resource.
     *
     * @param own the user is a contributor of it
     * @param ownerSchoolId the author's school
     * @param subject empty when it has none
     * @param grades with bars between them
     */
    record Facts(boolean own, UUID ownerSchoolId, String subject, String grades) {

        static Facts of(LiveItem item, UUID userId) {
            return new Facts(
                    item.contributorIds().contains(userId),
                    item.schoolId(),
                    item.subject(),
                    String.join("|", item.grades()));
        }
    }

    /** By a contributor of the resource; kept, but no part of its figures. */
    boolean own() {
        return facts != null && facts.own();
    }

    static Use reported(UsageEventBody event, Actor actor, boolean robot, LiveItem item) {
        return new Use(
                actor.id(), actor.schoolId(), actor.isClient(), "REPORTED", robot, Facts.of(item, actor.id()), event);
    }
}
