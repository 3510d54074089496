/** What search asks of the modules above it. */
@NamedInterface("spi")
@NullMarked
package org.coursewarecommons.search.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
