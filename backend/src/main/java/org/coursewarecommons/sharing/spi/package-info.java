/** What sharing asks of the modules above it. */
@NamedInterface("spi")
@NullMarked
package org.coursewarecommons.sharing.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
