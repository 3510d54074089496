package org.coursewarecommons.organisation;

import java.util.List;
import java.util.Optional;

/** The district's terms, as its calendar plans them. */
public interface Terms {

    /** Oldest first. */
    List<Term> all();

    Optional<Term> find(String code);

    /** The last one that has begun; before the first one that first one. Empty without any calendar. */
    Optional<Term> current();

    /** The one to prepare lessons for today: the current one, in the holidays after it the next one. */
    Optional<Term> teaching();

    /** The one before it. */
    Optional<Term> before(Term term);
}
