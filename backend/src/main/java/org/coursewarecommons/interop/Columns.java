package org.coursewarecommons.interop;

import java.util.Set;

/** Columns of a manifest that are no fields of the catalogue record. */
final class Columns {

    static final String EXTERNAL_KEY = "externalKey";
    static final String VERSION = "version";
    static final String VERSION_KIND = "versionKind";
    static final String CHANGED = "changed";
    /** Code of the person whose resource it is. */
    static final String OWNER = "owner";
    /** Paths in the zip, or {@code files/0/path} and the like. */
    static final String FILES = "files";
    /** The file of the zip that proves the right to share; stands for {@code rightsFileId}. */
    static final String RIGHTS_FILE = "rightsFile";

    static final String STATE = "state";
    static final String PHASE = "phase";
    static final String SCOPE = "scope";
    /** Codes of groups and alliances. */
    static final String SCOPE_COLLECTIVES = "scopeCollectives";

    static final String RECOMMENDED = "recommended";
    static final String CREATED_AT = "createdAt";
    static final String PUBLISHED_AT = "publishedAt";
    static final String DECISION = "decision";
    /** A word for what the item stands for; kept and given back. */
    static final String SCENARIO = "scenario";

    /** Codes of groups and alliances; stands for {@code targetScope/collectiveIds}. */
    static final String TARGET_COLLECTIVES = "targetScope/collectives";

    /** Code of a person; stands for {@code personId} of the same contributor. */
    static final String PERSON = "person";

    static final Set<String> RECORDED =
            Set.of(STATE, PHASE, SCOPE, SCOPE_COLLECTIVES, RECOMMENDED, CREATED_AT, PUBLISHED_AT, DECISION, SCENARIO);

    private static final Set<String> OWN =
            Set.of(EXTERNAL_KEY, VERSION, VERSION_KIND, CHANGED, OWNER, FILES, RIGHTS_FILE, TARGET_COLLECTIVES);

    private Columns() {}

    /** Belongs to the catalogue record. */
    static boolean isMetadata(String column) {
        return !OWN.contains(column)
                && !RECORDED.contains(column)
                && !column.startsWith(FILES + "/")
                && !isContributorsPerson(column);
    }

    static boolean isContributorsPerson(String column) {
        return column.matches("contributors/\\d{1,2}/" + PERSON);
    }
}
