/** Bytes in the object store: upload sessions, content-addressed blobs, download links. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "audit::spi"})
@NullMarked
package org.coursewarecommons.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
