/** Makes and checks the small sample courseware in {@code seeds/courseware}. */
package org.coursewarecommons.seeds;
