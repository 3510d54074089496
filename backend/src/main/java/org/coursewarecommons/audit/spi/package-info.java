/** What the audit asks of the modules above it. */
@NamedInterface("spi")
@NullMarked
package org.coursewarecommons.audit.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
