package org.coursewarecommons.usage;

/** What somebody did with a resource (DOMAIN 2.6). */
enum Verb {
    /** Looked at its page. */
    VIEW,
    DOWNLOAD,
    /** Looked into a file without taking it. */
    PREVIEW,
    /** Took it into a lesson plan (备课). */
    COLLECT,
    CLASS_USE,
    /** Made something of its own from it. */
    ADAPT
}
