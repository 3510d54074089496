package org.coursewarecommons.catalog.spi;

import java.util.List;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.shared.Fault;

/** What else forbids that a version is submitted. Answered by the module that knows who may read the live one. */
public interface SubmissionPolicy {

    /** Pointers are those of the resource's body. */
    List<Fault> faults(VersionDetail version);
}
