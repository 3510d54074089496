package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class SeedCodesTest {

    private static final UUID ID = UUID.fromString("01a208ad-5c7c-7418-8d73-342c29d1ebc0");
    private static final Map<String, UUID> SCHOOLS = Map.of("JHS-005", ID);

    @Test
    void findsTheIdBehindACode() throws IOException {
        assertThat(SeedCodes.required(SCHOOLS, record("JHS-005"), "school")).isEqualTo(ID);
    }

    @Test
    void takesAnEmptyFieldForNothingWhereThatIsAllowed() throws IOException {
        assertThat(SeedCodes.optional(SCHOOLS, record(""), "school")).isNull();
    }

    @Test
    void namesTheRecordThatMissesACode() throws IOException {
        CSVRecord record = record("");

        assertThatThrownBy(() -> SeedCodes.required(SCHOOLS, record, "school")).hasMessage("record 1 needs a school");
    }

    @Test
    void namesTheRecordWithAnUnknownCode() throws IOException {
        CSVRecord record = record("JHS-999");

        assertThatThrownBy(() -> SeedCodes.optional(SCHOOLS, record, "school"))
                .hasMessage("record 1 names the unknown school JHS-999");
    }

    private static CSVRecord record(String school) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader("code", "school")
                .setNullString("")
                .get();
        try (CSVParser parser = CSVParser.parse("X," + school, format)) {
            return parser.getRecords().get(0);
        }
    }
}
