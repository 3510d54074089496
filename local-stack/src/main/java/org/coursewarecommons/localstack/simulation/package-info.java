/** Two terms of the demo district in a minute: seeded people, use and judgements, all through the public API. */
@NullMarked
package org.coursewarecommons.localstack.simulation;

import org.jspecify.annotations.NullMarked;
