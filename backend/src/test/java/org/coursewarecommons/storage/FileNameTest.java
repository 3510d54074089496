package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
    private static final Validator VALIDATOR = FACTORY.getValidator();

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"分数的初步认识(一).pptx", "a b.pdf", "..a.pdf", "“引号”.docx", "emoji😀.png"})
    void acceptsNames(String name) {
        assertThat(VALIDATOR.validate(upload(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b.pdf", "a\\b.pdf", "..", ".", "a\nb.pdf", "a\0.pdf", "\u202Egpj.exe", "a\u2028.pdf"})
    void refusesPathsAndInvisibleCharacters(String name) {
        assertThat(VALIDATOR.validate(upload(name))).singleElement().satisfies(fault -> assertThat(fault.getMessage())
                .isEqualTo("file-name"));
    }

    private static OpenUpload upload(String name) {
        return new OpenUpload(name, 1L, "application/pdf", null);
    }
}
