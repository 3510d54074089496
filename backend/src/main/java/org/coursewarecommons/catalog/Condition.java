package org.coursewarecommons.catalog;

/** When a row of {@code required-fields.csv} or {@code fields.csv} holds; the files name these in words. */
enum Condition {
    /** Taught by the curriculum, says the type. */
    CURRICULUM,
    /** Has something to be seen or heard, says the type. */
    MEDIA,
    /** Its type consists of files. */
    FILES,
    /** Its type is a link and has no files. */
    LINK,
    /** A pack that names no parts of its own library has to bring files. */
    NO_PARTS,
    /** Belongs to a textbook edition, so that it has a place in the book, too. */
    EDITION_BOUND,
    /** Its rights rest on a paper, which must be shown. */
    RIGHTS_FILE,
    /** A machine had a share in it. */
    AI_USED;

    private static final String NO_EDITION = "NONE";

    boolean holds(ResourceMetadata m, Taxonomies taxonomies) {
        return switch (this) {
            case CURRICULUM -> taxonomies.says("types", m.type(), "curriculum", "true");
            case MEDIA -> taxonomies.says("types", m.type(), "media", "true");
            case FILES -> taxonomies.says("types", m.type(), "form", "FILES");
            case LINK -> taxonomies.says("types", m.type(), "form", "LINK");
            case NO_PARTS -> taxonomies.says("types", m.type(), "form", "PACK") && !hasParts(m);
            case EDITION_BOUND -> m.edition() != null && !m.edition().equals(NO_EDITION);
            case RIGHTS_FILE -> taxonomies.says("rights-bases", m.rightsBasis(), "file_required", "true");
            case AI_USED -> m.ai() != null && taxonomies.says("ai-shares", m.ai().share(), "label_required", "true");
        };
    }

    private static boolean hasParts(ResourceMetadata m) {
        return m.relations() != null && m.relations().stream().anyMatch(relation -> "hasPart".equals(relation.type()));
    }
}
