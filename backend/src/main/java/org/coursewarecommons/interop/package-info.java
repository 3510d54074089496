/** Other systems: bulk import and export, metadata standards, harvesting, packages, webhooks, quotas of clients. */
@ApplicationModule(
        allowedDependencies = {"shared", "identity", "organisation", "storage", "catalog", "sharing", "search"})
@NullMarked
package org.coursewarecommons.interop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
