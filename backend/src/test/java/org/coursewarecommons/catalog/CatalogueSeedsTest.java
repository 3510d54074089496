package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The tables that the record's rules are read from name nothing that doesn't exist. */
class CatalogueSeedsTest {

    private static final Path FOLDER = Path.of("..", "seeds", "taxonomy");

    @Test
    void requiredFieldsNameTypesFieldsAndConditions() throws IOException {
        Set<String> types = codes("types");
        types.add("*");
        for (CSVRecord row : rows("required-fields")) {
            assertThat(types).contains(row.get("type"));
            assertThat(codes("fields")).contains(row.get("field"));
            assertThat(conditions()).contains(row.get("condition"));
        }
    }

    @Test
    void fieldsApplyToTypesOrUnderConditions() throws IOException {
        Set<String> known = conditions();
        known.addAll(codes("types"));
        for (CSVRecord row : rows("fields")) {
            assertThat(known).containsAll(List.of(row.get("applies").split("\\|")));
            assertThat(Integer.parseInt(row.get("weight"))).isBetween(0, 2);
        }
    }

    @Test
    void everyTypeOfTheCurriculumAsksForStandards() throws IOException {
        Set<String> asking = rows("required-fields").stream()
                .filter(row -> row.get("field").equals("standards"))
                .map(row -> row.get("type"))
                .collect(Collectors.toSet());
        Set<String> curriculum = rows("types").stream()
                .filter(row -> row.get("curriculum").equals("true"))
                .map(row -> row.get("code"))
                .collect(Collectors.toSet());

        assertThat(asking).isEqualTo(curriculum);
    }

    @Test
    void everyListStandsInTheListOfLists() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".csv", "")))
                    .containsExactlyInAnyOrderElementsOf(codes("lists"));
        }
    }

    @Test
    void standardsAreNamedByTheirUrn() throws IOException {
        Set<String> domains = codes("standard-domains");
        for (CSVRecord row : rows("standards")) {
            assertThat(row.get("code"))
                    .matches("kcbz:2022:" + row.get("subject") + ":" + row.get("phase") + ":" + row.get("domain")
                            + ":\\d\\d");
            assertThat(domains).contains(row.get("subject") + ":" + row.get("domain"));
        }
    }

    @Test
    void everyPrimaryGradeHasItsBooks() throws IOException {
        Set<String> books = codes("textbooks");
        assertThat(books).hasSize(12 + 12 + 8);
        for (CSVRecord row : rows("chapters")) {
            assertThat(books).contains(row.get("code").replaceAll("-U.*", ""));
            assertThat(row.get("parent").isEmpty()).isEqualTo(row.get("level").equals("UNIT"));
        }
    }

    private static Set<String> conditions() {
        Set<String> names =
                Arrays.stream(Condition.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        names.add("");
        return names;
    }

    private static Set<String> codes(String list) throws IOException {
        return rows(list).stream().map(row -> row.get("code")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<CSVRecord> rows(String list) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var parser = format.parse(Files.newBufferedReader(FOLDER.resolve(list + ".csv")))) {
            return parser.getRecords();
        }
    }
}
