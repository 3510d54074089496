package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "text/csv | true",
                "text/csv;q=0.5, application/json | false",
                "text/csv, */*;q=0.1 | true",
                "*/* | false",
                "application/json | false",
                "- | false",
                "nonsense | false"
            })
    void givenAnAcceptHeader_thenATableIsMadeForThoseWhoPreferOne(String accept, boolean wanted) {
        assertThat(Csv.isWanted(accept)).isEqualTo(wanted);
    }

    @Test
    void givenTextsThatASpreadsheetWouldRun_thenTheyStayTexts() {
        assertThat(text(Arrays.asList("=1+1", "-2+3", -2.5, null, "甲,乙")))
                .isEqualTo("\uFEFFa,b,c,d,e\r\n'=1+1,'-2+3,-2.5,,\"甲,乙\"\r\n");
    }

    private static String text(List<?> row) {
        byte[] body = (byte[])
                Csv.answer(List.of("a", "b", "c", "d", "e"), List.of(row)).getBody();
        return new String(body, StandardCharsets.UTF_8);
    }
}
