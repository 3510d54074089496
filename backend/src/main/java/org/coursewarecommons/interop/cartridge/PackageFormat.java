package org.coursewarecommons.interop.cartridge;

/** What a package looks like inside. */
enum PackageFormat {
    /** IMS Common Cartridge 1.3 (its national edition is GB/T 36347). */
    CARTRIDGE,
    /** Files under their own names, with metadata beside them. */
    ZIP
}
