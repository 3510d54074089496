package org.coursewarecommons.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The forms and vetoes of the seeds. */
final class RubricFiles {

    private static final Path SEEDS = Path.of("..", "seeds");

    private RubricFiles() {}

    static Rubric form(String name) {
        return Rubrics.rubric(text("rubrics/" + name + ".yaml"), new ObjectMapper());
    }

    static Map<String, VetoRule> vetoes() {
        return Rubrics.vetoes(text("rubrics/vetoes.yaml")).stream()
                .collect(Collectors.toMap(VetoRule::code, rule -> rule));
    }

    static List<String> lines(String path) {
        return text(path).lines().toList();
    }

    private static String text(String path) {
        try {
            return Files.readString(SEEDS.resolve(path));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
