/** What is said of a resource, in the words of the standards that other systems read. Internal to {@code interop}. */
@NullMarked
package org.coursewarecommons.interop.metadata;

import org.jspecify.annotations.NullMarked;
