package org.coursewarecommons.interop.cartridge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a package: either bytes or a file of the store.
 *
 * @param resourceId whose file it is; null for what is made for the package
 */
record PackageEntry(
        String path,
        byte @Nullable [] bytes,
        @Nullable String sha256,
        @Nullable UUID resourceId,
        @Nullable UUID fileId) {

    static PackageEntry of(String path, byte[] bytes) {
        return new PackageEntry(path, bytes, null, null, null);
    }

    static PackageEntry of(String path, String sha256, UUID resourceId, UUID fileId) {
        return new PackageEntry(path, null, sha256, resourceId, fileId);
    }
}
