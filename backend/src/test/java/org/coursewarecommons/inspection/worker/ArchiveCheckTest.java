package org.coursewarecommons.inspection.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveCheckTest {

    private static final ArchiveLimits SMALL = new ArchiveLimits(1 << 20, 5, 100, 3);

    @TempDir
    Path folder;

    @Test
    void refusesABombThatUnpacksAThousandfold() {
        byte[] bomb = TestFiles.zip(Map.of("zeros", new byte[20 << 20]));

        assertRefused(bomb, ArchiveLimits.STANDARD, "archive-limit", "ratio");
    }

    @Test
    void refusesABombInsideAnArchive() {
        byte[] bomb = TestFiles.zip(Map.of("zeros", new byte[20 << 20]));

        assertRefused(TestFiles.zip(Map.of("inner.zip", bomb)), ArchiveLimits.STANDARD, "archive-limit", "ratio");
    }

    @Test
    void refusesMoreBytesThanAllowedHoweverBadlyTheyPack() {
        byte[] noise = new byte[(1 << 20) + 1];
        new Random(7).nextBytes(noise);

        assertRefused(TestFiles.zip(Map.of("noise", noise)), SMALL, "archive-limit", "total");
    }

    @Test
    void refusesMoreEntriesThanAllowedNestedOnesIncluded() {
        byte[] inner = TestFiles.zip("1", "", "2", "", "3", "", "4", "");

        assertRefused(TestFiles.zip(Map.of("a.zip", inner, "b", new byte[1])), SMALL, "archive-limit", "entries");
    }

    @Test
    void refusesTheFourthLevelOfArchivesAndAcceptsTheThird() {
        byte[] third = TestFiles.zip(Map.of("2.zip", TestFiles.zip(Map.of("1.zip", TestFiles.zip("a", "b")))));

        assertThatCode(() -> check(third, SMALL)).doesNotThrowAnyException();
        assertRefused(TestFiles.zip(Map.of("3.zip", third)), SMALL, "archive-limit", "depth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/etc/passwd", "C:\\evil", "a\\..\\evil", "\\\\host\\share"})
    void refusesPathsThatLeaveTheFolder(String name) {
        assertRefused(TestFiles.zip(name, "x"), SMALL, "archive-path", "");
    }

    @Test
    void refusesSymbolicLinks() {
        assertRefused(TestFiles.zipWithSymlink(), SMALL, "archive-path", "index.html");
    }

    @Test
    void takesAwayTheCopiesOfNestedArchives() throws Exception {
        check(TestFiles.zip(Map.of("a.zip", TestFiles.zip("b", "c"))), SMALL);

        try (var left = Files.list(Files.createDirectories(folder.resolve("scratch")))) {
            assertThat(left).isEmpty();
        }
    }

    private void check(byte[] bytes, ArchiveLimits limits) throws IOException, Rejection {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        new ArchiveCheck(limits, scratch, new Findings()).check(Files.write(folder.resolve("file"), bytes));
    }

    private void assertRefused(byte[] bytes, ArchiveLimits limits, String code, String detail) {
        assertThatThrownBy(() -> check(bytes, limits))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith(code)
                .hasMessageContaining(detail);
    }
}
