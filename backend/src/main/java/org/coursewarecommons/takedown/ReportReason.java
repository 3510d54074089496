package org.coursewarecommons.takedown;

import com.fasterxml.jackson.annotation.JsonAlias;

/** Why somebody reports a resource: codes of the list {@code reason-codes}, with the topics of messages as other names. */
enum ReportReason {
    @JsonAlias("RIGHTS")
    COPYRIGHT(true),
    PRIVACY(true),
    @JsonAlias("SAFETY")
    CONTENT_SAFETY(true),
    MALWARE(true),
    @JsonAlias("ERROR")
    INACCURATE(false),
    TECH_POOR(false),
    NOT_APPLICABLE(false),
    OTHER(false);

    private final boolean serious;

    ReportReason(boolean serious) {
        this.serious = serious;
    }

    /** Hidden first and looked at then; the others go the way of messages. */
    boolean isSerious() {
        return serious;
    }
}
