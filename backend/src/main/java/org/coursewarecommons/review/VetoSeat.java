package org.coursewarecommons.review;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointment;
import org.jspecify.annotations.Nullable;

/**
 * Whose confirmation a veto needs (DOMAIN 3.4).
 *
 * @param place CHAIR, OPS, EXPERT, TEACHER_REVIEWER or TECHNICIAN
 * @param subjects of an expert; empty for those of the item
 */
record VetoSeat(String place, List<String> subjects) {

    /** A member of the committee. */
    static final String CHAIR = "CHAIR";

    private static final Set<String> PLACES = Set.of(CHAIR, "OPS", "EXPERT", "TEACHER_REVIEWER", "TECHNICIAN");
    private static final Set<Role> OPERATORS = EnumSet.of(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD);

    /** Whoever runs the review: coordinators and the district's steward. */
    static final VetoSeat OPS = new VetoSeat("OPS", List.of());

    /** Whoever reviews any stage of a subject may judge it here. */
    static final String ANY_STAGE = "COMPULSORY";

    VetoSeat {
        if (!PLACES.contains(place)) {
            throw new IllegalArgumentException("nobody confirms vetoes as " + place);
        }
        subjects = List.copyOf(subjects);
    }

    /** As stored: the place, and subjects behind a slash. */
    static VetoSeat of(String code) {
        int slash = code.indexOf('/');
        return slash < 0
                ? new VetoSeat(code, List.of())
                : new VetoSeat(
                        code.substring(0, slash),
                        List.of(code.substring(slash + 1).split("\\|")));
    }

    String code() {
        return subjects.isEmpty() ? place : place + "/" + String.join("|", subjects);
    }

    /** Whether the office is enough: no appointment for a subject or format is asked for. */
    boolean isOffice() {
        return place.equals(CHAIR) || equals(OPS);
    }

    /** @param standIn the operators may sit in as well */
    Set<Role> roles(boolean standIn) {
        Set<Role> roles = standIn || equals(OPS) ? EnumSet.copyOf(OPERATORS) : EnumSet.noneOf(Role.class);
        if (!equals(OPS)) {
            roles.add(role());
        }
        return roles;
    }

    Role role() {
        return switch (place) {
            case CHAIR -> Role.COMMITTEE;
            case "OPS" -> Role.REVIEW_COORDINATOR;
            default -> Role.valueOf(place);
        };
    }

    /** Whether an appointment is one to this place for such an item. */
    boolean covers(Appointment appointment, String subject, String stage, @Nullable String format) {
        if (appointment.role() != role()) {
            return false;
        }
        if (isOffice()) {
            return true;
        }
        if (role() == Role.TECHNICIAN) {
            return appointment.coversFormat(format);
        }
        return subjects.isEmpty()
                ? appointment.covers(subject, stage)
                : subjects.stream().anyMatch(own -> appointment.covers(own, ANY_STAGE));
    }
}
