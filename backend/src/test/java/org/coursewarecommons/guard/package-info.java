/** Tests that walk every door: who may, with which token, with which extra field, and what every answer carries. */
@org.jspecify.annotations.NullMarked
package org.coursewarecommons.guard;
