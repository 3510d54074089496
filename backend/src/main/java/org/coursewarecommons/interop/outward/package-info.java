/** What outsiders may know of, kept as it changes: the ground of harvesting, sitemaps and webhooks. Internal. */
@NullMarked
package org.coursewarecommons.interop.outward;

import org.jspecify.annotations.NullMarked;
