package org.coursewarecommons.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** {@code docs/asvs.csv}: every row of OWASP ASVS 5.0.0, levels 1 and 2, that concerns this system says where it stands. */
class AsvsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final int ROWS = 145;
    private static final Set<String> STATES = Set.of("met", "partly", "not", "na");

    @Test
    void everyRowHasAStateAndATestThatExistsOrAReason() throws IOException {
        Set<String> tests = tests();
        List<String> wrong = new ArrayList<>();
        List<CSVRecord> rows = rows();
        for (CSVRecord row : rows) {
            List<String> named = Stream.of(row.get("tests").split(" "))
                    .filter(name -> !name.isBlank())
                    .toList();
            if (!STATES.contains(row.get("state"))
                    || named.isEmpty() && row.get("note").isBlank()
                    || !tests.containsAll(named)) {
                wrong.add(row.toString());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(rows.stream().map(row -> row.get("id")).distinct()).hasSize(ROWS);
    }

    private static List<CSVRecord> rows() throws IOException {
        try (CSVParser parser = CSVParser.parse(
                ROOT.resolve("docs/asvs.csv"),
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        }
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            Stream<Path> models = Files.walk(ROOT.resolve("workflow-models/src/test/java"));
            try (models) {
                return Stream.concat(files, models)
                        .map(path -> path.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .map(name -> name.replace(".java", ""))
                        .collect(Collectors.toSet());
            }
        }
    }
}
