package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeCursorTest {

    private static final UUID ID = UUID.fromString("01a208ad-5c7c-7418-8d73-342c29d1ebc0");

    @Test
    void goesOnAfterTheKeyOfTheLastItem() {
        CodeCursor cursor = CodeCursor.of(new PageRequest(10, CodeCursor.key("JHS-005", ID)));

        assertThat(cursor).isEqualTo(new CodeCursor("JHS-005", ID, 10));
    }

    @Test
    void startsAtTheBeginningWithoutACursor() {
        assertThat(CodeCursor.of(new PageRequest(10, List.of()))).isEqualTo(new CodeCursor(null, null, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"JHS-005", "JHS-005|not-an-id", "JHS-005|01a208ad-5c7c-7418-8d73-342c29d1ebc0|more", "\0|x"})
    void refusesTheCursorOfAnotherList(String key) {
        PageRequest page = new PageRequest(10, List.of(key.split("\\|")));

        assertThatThrownBy(() -> CodeCursor.of(page))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }
}
