package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdtfTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1911",
                "1911-10",
                "1911-10-10",
                "0755~/0763",
                "-0221",
                "201X",
                "19XX",
                "1966?/1976%",
                "2024-09/..",
                "../1949-10-01",
                "/1949",
                "2004-06/2006-08",
                "2024-02-29",
                "2024-XX-XX"
            })
    void datesAndPeriodsAreRead(String text) {
        assertThat(Edtf.isPeriod(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "../..",
                "唐代",
                "755",
                "2024-13",
                "2023-02-29",
                "2024-1-1",
                "1911/1912/1913",
                "XXXX",
                "2024 "
            })
    void otherTextIsNot(String text) {
        assertThat(Edtf.isPeriod(text)).isFalse();
    }
}
