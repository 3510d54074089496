/** The doors for harvesters and crawlers: OAI-PMH 2.0, the sitemap, the pages it leads to. Internal to {@code interop}. */
@NullMarked
package org.coursewarecommons.interop.oai;

import org.jspecify.annotations.NullMarked;
