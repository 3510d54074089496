package org.coursewarecommons.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.csv.CSVRecord;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class SeedFilesIT {

    private static final String FILE = "test-of-seed-files.csv";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path folder;

    SeedFiles seeds;

    @BeforeEach
    void writeAFile() throws IOException {
        seeds = new SeedFiles(folder.toString(), jdbc, transaction);
        Files.writeString(folder.resolve(FILE), "\uFEFFcode,name\r\nA,\"甲,乙\"\r\nB,\r\n");
    }

    @AfterEach
    void forgetTheFile() {
        jdbc.sql("delete from shared.seed_file where path = :path")
                .param("path", FILE)
                .update();
    }

    @Test
    void recordsAreReadByHeaderAndEmptyFieldsAreNull() {
        List<CSVRecord> read = new ArrayList<>();

        seeds.read(FILE, "1", read::addAll);

        assertThat(read).extracting(record -> record.get("code")).containsExactly("A", "B");
        assertThat(read).extracting(record -> record.get("name")).containsExactly("甲,乙", null);
    }

    @Test
    void anUnchangedFileIsLoadedOnce() {
        assertThat(loads("1") + loads("1")).isEqualTo(1);
    }

    @Test
    void aChangedFileIsLoadedAgain() throws IOException {
        loads("1");
        Files.writeString(folder.resolve(FILE), "code,name\nC,c\n");

        assertThat(loads("1")).isEqualTo(1);
    }

    @Test
    void anotherVersionLoadsAnUnchangedFileAgain() {
        loads("1");

        assertThat(loads("2")).isEqualTo(1);
    }

    @Test
    void aLoadThatFailsNamesItsFileAndIsTriedAgain() {
        assertThatThrownBy(() -> seeds.readText(FILE, "1", text -> {
                    throw new IllegalArgumentException("record 2 is wrong");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(FILE, "record 2 is wrong");

        assertThat(loads("1")).isEqualTo(1);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> seeds.read("nowhere.csv", "1", records -> {})).hasMessageContaining("nowhere.csv");
    }

    @Test
    void nothingIsLoadedWhenNoFolderIsSet() {
        AtomicInteger loads = new AtomicInteger();

        new SeedFiles("", jdbc, transaction).read(FILE, "1", records -> loads.incrementAndGet());

        assertThat(loads).hasValue(0);
    }

    @Test
    void backendsThatStartTogetherLoadOnce() {
        AtomicInteger loads = new AtomicInteger();
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(CompletableFuture.runAsync(() -> seeds.read(FILE, "1", records -> loads.incrementAndGet())));
        }

        starts.forEach(CompletableFuture::join);

        assertThat(loads).hasValue(1);
    }

    private int loads(String version) {
        AtomicInteger loads = new AtomicInteger();
        seeds.read(FILE, version, records -> loads.incrementAndGet());
        return loads.get();
    }
}
