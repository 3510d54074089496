package org.coursewarecommons.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void givenARecord_whenItGoesThroughATable_thenItIsTheSame() throws Exception {
        String metadata =
                """
                {"title":"《圆》","description":"","keywords":["甲;乙","丙\\\\丁"],"grades":[],"difficulty":3,"offlineUsable":true,
                 "ai":{"share":"ASSISTED","labelPresent":false},
                 "contributors":[{"name":"王","role":"AUTHOR"},{"name":"李","role":"ADVISER"}]}
                """;

        Map<String, String> cells = Cells.toCells(JSON.readTree(metadata));

        assertThat(cells)
                .containsEntry("keywords", "甲\\;乙;丙\\\\丁")
                .containsEntry("contributors/1/name", "李")
                .containsEntry("ai/labelPresent", "false");
        assertThat(JSON.readTree(Cells.toJson(cells, ResourceMetadata.class).toString()))
                .isEqualTo(JSON.readTree(metadata));
    }

    @Test
    void givenAColumnThatIsNoField_whenRead_thenItStandsInTheJsonToBeTold() {
        assertThat(Cells.toJson(Map.of("titel", "x"), ResourceMetadata.class)
                        .get("titel")
                        .asText())
                .isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86", "-", "@x", "'=1", "''=1", "'quoted'", "plain", "\tx", "=a\nb"})
    void givenAnyText_whenGuardedForASpreadsheet_thenItComesBack(String text) {
        String cell = Cells.guarded(text);

        assertThat(cell.charAt(0)).isNotIn('=', '+', '-', '@', '\t');
        assertThat(Cells.unguarded(cell)).isEqualTo(text);
    }

    @Test
    void givenChineseSemicolons_whenSplit_thenTheyPartValuesToo() {
        assertThat(Cells.split("甲；乙; 丙 ;")).isEqualTo(List.of("甲", "乙", "丙"));
    }
}
