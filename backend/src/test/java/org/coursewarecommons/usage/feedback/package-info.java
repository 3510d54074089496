@NullMarked
package org.coursewarecommons.usage.feedback;

import org.jspecify.annotations.NullMarked;
