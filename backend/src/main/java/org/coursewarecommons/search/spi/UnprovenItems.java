package org.coursewarecommons.search.spi;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * New resources that too few persons have seen to be judged. Answered by the module that keeps count of it. Both are
 * asked on each search page, so neither may wait for the database.
 */
public interface UnprovenItems {

    /** The least seen first, a few hundred at most; some seconds old. Not all of them are for everybody's eyes. */
    List<UUID> waiting();

    /** They were on a page that a person was shown; noted a moment later. */
    void shown(Collection<UUID> resourceIds, UUID personId);
}
