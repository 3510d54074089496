/** Bulk import and export of resources: a zip with a manifest and files, in both directions. */
@ApplicationModule(
        allowedDependencies = {"shared", "identity", "organisation", "storage", "catalog", "sharing", "search"})
@NullMarked
package org.coursewarecommons.interop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
