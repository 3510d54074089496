package org.coursewarecommons.inspection;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a package's manifest says of itself. Nothing in it was checked beyond its form.
 *
 * @param kind of DOMAIN.md 2.5
 * @param version of the kind's specification as declared
 * @param launch path within the package, or address, of what is opened first; null when nothing is launched
 * @param items in their order, at most 100 of {@code itemCount}
 * @param metadata further fields by name: identifier, language, author …
 */
public record PackageContents(
        Kind kind,
        @Nullable String version,
        @Nullable String title,
        @Nullable String launch,
        int itemCount,
        List<Item> items,
        Map<String, String> metadata) {

    public PackageContents {
        items = List.copyOf(items);
        metadata = Map.copyOf(metadata);
    }

    /** @param level depth in the outline, from 1 @param href within the package; null for a heading */
    public record Item(@Nullable String title, @Nullable String href, int level) {}

    /** In the order in which they are recognised. */
    public enum Kind {
        H5P,
        CMI5,
        SCORM_1_2,
        SCORM_2004,
        COMMON_CARTRIDGE,
        QTI,
        IMS_CP,
        XAPI,
        HTML5
    }
}
