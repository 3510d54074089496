/** The seam to the journey that the demo walks as a client of the public API. */
@NullMarked
package org.coursewarecommons.localstack.journey;

import org.jspecify.annotations.NullMarked;
