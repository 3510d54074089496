/** Every task of every person as a read model in the transaction of the engine: queues, counts, claim, release, drafts, decisions. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "organisation", "workflow"})
@NullMarked
package org.coursewarecommons.worklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
