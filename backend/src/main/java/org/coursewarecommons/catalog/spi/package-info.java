/** What catalog asks of the modules above it. */
@NamedInterface("spi")
@NullMarked
package org.coursewarecommons.catalog.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
