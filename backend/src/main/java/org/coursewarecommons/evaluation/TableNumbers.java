package org.coursewarecommons.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coursewarecommons.models.EvaluationModel;

/**
 * Every number in the table of proposals. Asking the engine costs a query each time; of a hundred thousand items a few
 * hundred differ in what the table looks at, and its own numbers tell which.
 */
final class TableNumbers {

    private static final Pattern TEXT = Pattern.compile("<text>([^<]*)</text>");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?|\\.\\d+");

    private TableNumbers() {}

    /** More numbers than are compared with do no harm. */
    static Set<Double> read() {
        Set<Double> numbers = new TreeSet<>();
        for (String resource : EvaluationModel.RESOURCES) {
            if (resource.endsWith(".dmn")) {
                Matcher text = TEXT.matcher(content(resource));
                while (text.find()) {
                    Matcher number = NUMBER.matcher(text.group(1));
                    while (number.find()) {
                        numbers.add(Double.valueOf(number.group()));
                    }
                }
            }
        }
        return numbers;
    }

    private static String content(String resource) {
        try (InputStream model = EvaluationModel.class.getResourceAsStream("/" + resource)) {
            if (model == null) {
                throw new IllegalStateException("no model " + resource);
            }
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
