package org.coursewarecommons.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.VersionDetail;

/** One text for all files of a version, whatever their order and names: equal as long as no file changed. */
final class FilesDigest {

    private FilesDigest() {}

    static String of(VersionDetail version) {
        String all = version.files().stream()
                .map(VersionDetail.VersionFile::sha256)
                .sorted()
                .collect(Collectors.joining(" "));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
