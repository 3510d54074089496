package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentLoaderTest {

    @Test
    void textsOfAllFilesFollowEachOther() {
        assertThat(DocumentLoader.body(List.of("甲", "乙"))).isEqualTo("甲\n乙\n");
    }

    @Test
    void aLongBodyIsCutAndNeverInsideACharacter() {
        String odd = "a" + "\uD840\uDC00".repeat(DocumentLoader.MAX_BODY_CHARS);

        String body = DocumentLoader.body(List.of(odd, "more"));

        assertThat(body).hasSize(DocumentLoader.MAX_BODY_CHARS - 1);
        assertThat(Character.isLowSurrogate(body.charAt(body.length() - 1))).isTrue();
    }
}
