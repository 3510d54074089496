package org.coursewarecommons.localstack.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.system.ApplicationHome;

/** Finds the Elasticsearch server that the build put beside the jar. */
public final class Distribution {

    private Distribution() {}

    /** The zip in {@code target/dist} of this module, seen from the jar, from {@code target/classes} or from a copied jar's checkout. */
    public static Optional<Path> find() throws IOException {
        Path start =
                new ApplicationHome(Distribution.class).getSource().toPath().toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            for (String candidate : new String[] {"dist", "local-stack/target/dist"}) {
                Optional<Path> zip = in(folder.resolve(candidate));
                if (zip.isPresent()) {
                    return zip;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> zips = Files.newDirectoryStream(folder, "elasticsearch-*.zip")) {
            for (Path zip : zips) {
                return Optional.of(zip);
            }
        }
        return Optional.empty();
    }
}
