package org.coursewarecommons.shared;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what a fresh system starts with from the folder {@code courseware.seeds}; without that setting nothing happens.
 *
 * <p>Modules call it from a {@code SmartInitializingSingleton}: the tables are there by then, and no request is served
 * yet. A load must be repeatable (insert or update by code), because it runs again whenever its file has changed.
 */
@Component
public class SeedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SeedFiles.class);

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setNullString("")
            .get();

    private final String folder;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SeedFiles(@Value("${courseware.seeds:}") String folder, JdbcClient jdbc, TransactionTemplate transaction) {
        this.folder = folder;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Loads a CSV file with a header line, in one transaction (the caller's, if there is one), unless it was loaded
     * before in this state and version. Backends that start together wait for each other.
     *
     * @param path below the seeds' folder, for example {@code taxonomy/subjects.csv}
     * @param version of the load; another one loads an unchanged file again
     * @param load takes the records; empty fields are null
     * @throws IllegalStateException naming the file, when it is missing or the load fails; nothing is kept then
     */
    public void read(String path, String version, Consumer<List<CSVRecord>> load) {
        readText(path, version, text -> load.accept(parse(text)));
    }

    /** The same for a file of any other format: the load takes its whole text. */
    public void readText(String path, String version, Consumer<String> load) {
        if (folder.isBlank()) {
            return;
        }
        try {
            String text = Files.readString(Path.of(folder, path)).replaceFirst("^\uFEFF", "");
            transaction.executeWithoutResult(status -> loadIfChanged(path, sha256(version + "\n" + text), text, load));
        } catch (IOException | RuntimeException failed) {
            throw new IllegalStateException("seed file " + path + " was not loaded: " + failed.getMessage(), failed);
        }
    }

    /**
     * A text that is another one whenever a file of a folder was loaded anew, by whatever backend.
     *
     * @param folder below the seeds' folder, for example {@code taxonomy/}
     */
    public String version(String folder) {
        return jdbc.sql(
                        """
                        select coalesce(md5(string_agg(path || sha256 || extract(epoch from loaded_at), ',' order by path)), '')
                          from shared.seed_file where starts_with(path, :folder)
                        """)
                .param("folder", folder)
                .query(String.class)
                .single();
    }

    private void loadIfChanged(String path, String sha256, String text, Consumer<String> load) {
        // One lock for all files: modules' loads follow each other, and a second backend finds them done.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('courseware.seeds'))")
                .query()
                .singleRow();
        boolean unchanged = jdbc.sql("select count(*) from shared.seed_file where path = :path and sha256 = :sha256")
                        .param("path", path)
                        .param("sha256", sha256)
                        .query(Long.class)
                        .single()
                > 0;
        if (unchanged) {
            return;
        }
        load.accept(text);
        jdbc.sql(
                        """
                        insert into shared.seed_file (path, sha256, loaded_at) values (:path, :sha256, :now)
                        on conflict (path) do update set sha256 = excluded.sha256, loaded_at = excluded.loaded_at
                        """)
                .param("path", path)
                .param("sha256", sha256)
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
        LOG.info("loaded seed file {}", path);
    }

    private static List<CSVRecord> parse(String text) {
        try (var parser = FORMAT.parse(new StringReader(text))) {
            return parser.getRecords();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
