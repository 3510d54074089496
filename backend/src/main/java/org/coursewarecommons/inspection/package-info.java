/** Technical checks on files: real type, limits and extracted text, in a process of its own that is ended when it exceeds its limits. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "storage"})
@NullMarked
package org.coursewarecommons.inspection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
