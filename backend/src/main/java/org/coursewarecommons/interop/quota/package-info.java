/** How much schools' own systems may ask in a day. Internal to {@code interop}. */
@NullMarked
package org.coursewarecommons.interop.quota;

import org.jspecify.annotations.NullMarked;
