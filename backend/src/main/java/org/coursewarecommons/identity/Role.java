package org.coursewarecommons.identity;

/** Coarse roles, as in the token's claim and in appointments. What a role may do is decided by each module. */
public enum Role {
    /** Every teacher: deposits, uses, rates. */
    CONTRIBUTOR,
    /** 学科专家. */
    EXPERT,
    /** 一线教师 as reviewer. */
    TEACHER_REVIEWER,
    /** 技术人员. */
    TECHNICIAN,
    REVIEW_COORDINATOR,
    SCHOOL_ADMIN,
    /** Lead school of a group or alliance. */
    COLLECTIVE_STEWARD,
    TOWN_COORDINATOR,
    DISTRICT_STEWARD,
    COMMITTEE,
    APPEAL_PANEL,
    /** Reads. */
    AUDITOR,
    /** A school's own system, by client credentials. */
    SCHOOL_CLIENT
}
