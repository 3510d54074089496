package org.coursewarecommons.localstack.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void countsTwoCellsForAChineseCharacter() {
        assertThat(Columns.width("新建 draft")).isEqualTo(10);
    }

    @Test
    void fillsAShortTextUpToItsColumn() {
        assertThat(Columns.fit("上传", 6)).isEqualTo("上传  ");
    }

    @Test
    void cutsALongTextToItsColumnEvenInTheMiddleOfAWideCharacter() {
        String cut = Columns.fit("分数的初步认识", 6);

        assertThat(cut).isEqualTo("分数… ");
        assertThat(Columns.width(cut)).isEqualTo(6);
    }

    @Test
    void showsOnlyTheEndOfAnIdInAPath() {
        assertThat(Columns.shortIds("/resources/0190b6f0-6a5e-7c4a-9d2e-0123456789ab/files"))
                .isEqualTo("/resources/…89ab/files");
    }
}
