package org.coursewarecommons.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {

    @Test
    void givenTextsThatASpreadsheetWouldRun_thenTheyStayTexts() {
        CsvTable table =
                new CsvTable("figures", List.of("a", "b", "c", "d", "e")).row("=1+1", "-2+3", -2.5, null, "甲,乙");

        assertThat(text(table)).isEqualTo("\uFEFFa,b,c,d,e\r\n'=1+1,'-2+3,-2.5,,\"甲,乙\"\r\n");
    }

    @Test
    void givenANote_thenItStandsInTheFirstRowOnly() {
        CsvTable table = new CsvTable("figures", List.of("a")).row(1).row(2).note("what it measures");

        assertThat(text(table)).isEqualTo("\uFEFFa,note\r\n1,what it measures\r\n2,\r\n");
    }

    @Test
    void givenANoteButNoRows_thenTheNoteIsThereAllTheSame() {
        assertThat(text(new CsvTable("figures", List.of("a")).note("nothing yet")))
                .isEqualTo("\uFEFFa,note\r\n,nothing yet\r\n");
    }

    private static String text(CsvTable table) {
        return new String(table.bytes(), StandardCharsets.UTF_8);
    }
}
