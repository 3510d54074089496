/** Resources and collections as packages that other systems take in. Internal to {@code interop}. */
@NullMarked
package org.coursewarecommons.interop.cartridge;

import org.jspecify.annotations.NullMarked;
