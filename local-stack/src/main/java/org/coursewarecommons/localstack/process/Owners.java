package org.coursewarecommons.localstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.coursewarecommons.localstack.StackException;
import org.springframework.util.FileSystemUtils;

/** Root and the unprivileged user: Elasticsearch refuses to run as root, and root's home is closed to everybody else. */
public final class Owners {

    /** "nobody" on Linux. */
    public static final int NOBODY = 65534;

    private static final String UID = "unix:uid";

    private Owners() {}

    /** Whether this JVM runs as root. */
    public static boolean isRoot() {
        try {
            return ProcFs.available() && uid(Path.of("/proc/self")) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The directory for the files of a part that runs as {@code uid}: {@code wanted} when that user can get there, else one in the system's
     * folder for temporary files whose name is derived from {@code wanted}. Nobody's home is opened for it.
     */
    public static Path reachable(Path wanted, int uid) throws IOException {
        if (!isRoot() || canReach(wanted, uid)) {
            return Files.createDirectories(wanted);
        }
        Path home = elsewhere(wanted);
        if (Files.exists(home, LinkOption.NOFOLLOW_LINKS) && !trusted(home, uid)) {
            throw new StackException(
                    home + " belongs to somebody else; remove it or set -Djava.io.tmpdir to another folder");
        }
        return Files.createDirectories(home);
    }

    /** Whether that user can get to a file through all the folders above it. */
    public static boolean canReach(Path file, int uid) throws IOException {
        return traversable(file.toAbsolutePath().getParent(), uid);
    }

    /** Deletes what {@link #reachable} put elsewhere, if it did. */
    public static void forget(Path wanted, int uid) throws IOException {
        if (isRoot() && !canReach(wanted, uid)) {
            Path home = elsewhere(wanted);
            if (Files.exists(home, LinkOption.NOFOLLOW_LINKS) && trusted(home, uid)) {
                FileSystemUtils.deleteRecursively(home);
            }
        }
    }

    private static Path elsewhere(Path wanted) {
        Path absolute = wanted.toAbsolutePath();
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "courseware-" + absolute.getFileName() + "-" + shortHash(absolute));
    }

    /** Gives a directory and all below it to a user; only root can. */
    public static void give(Path directory, int uid) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return own(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return own(file);
            }

            private FileVisitResult own(Path path) throws IOException {
                Files.setAttribute(path, UID, uid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean trusted(Path home, int uid) throws IOException {
        int owner = uid(home);
        return Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS) && (owner == 0 || owner == uid);
    }

    private static boolean traversable(Path path, int uid) throws IOException {
        for (Path folder = path; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder)) {
                int mode = (Integer) Files.getAttribute(folder, "unix:mode");
                int execute = uid(folder) == uid ? 0100 : 0001;
                if ((mode & execute) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, UID);
    }

    private static String shortHash(Path path) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(path.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
