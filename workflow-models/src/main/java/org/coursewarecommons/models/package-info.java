/** The names that the process and decision models share with the code that runs them. */
@NullMarked
package org.coursewarecommons.models;

import org.jspecify.annotations.NullMarked;
