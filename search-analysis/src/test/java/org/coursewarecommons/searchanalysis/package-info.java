/** Tests of the analysis components as the node builds them, on Lucene's own token streams. */
@NullMarked
package org.coursewarecommons.searchanalysis;

import org.jspecify.annotations.NullMarked;
