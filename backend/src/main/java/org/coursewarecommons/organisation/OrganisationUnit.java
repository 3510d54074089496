package org.coursewarecommons.organisation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A district, town, school, class, group or alliance.
 *
 * @param code stable, as in the district's own lists, for example {@code JHS-042}
 * @param parentId a school's town, a town's district, a class's school; null for the district, groups and alliances
 * @param area URBAN, TOWN or RURAL for schools
 */
public record OrganisationUnit(
        UUID id, Kind kind, String code, String name, @Nullable UUID parentId, @Nullable String area) {

    /** What sort of unit it is. */
    public enum Kind {
        DISTRICT,
        TOWN,
        SCHOOL,
        GROUP,
        ALLIANCE,
        /** 班级 of a school. */
        CLASS;

        /** A group or an alliance. */
        public boolean isCollective() {
            return this == GROUP || this == ALLIANCE;
        }
    }
}
