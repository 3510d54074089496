package org.coursewarecommons.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both languages say the same things. */
class MessagesTest {

    static List<String> bundles() {
        return WebConfiguration.BUNDLES;
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bothLanguagesHaveTheSameKeys(String bundle) {
        assertThat(new TreeSet<>(load(bundle + "_en").stringPropertyNames()))
                .isEqualTo(new TreeSet<>(load(bundle).stringPropertyNames()));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyTextIsAFormatWithTheSamePlaceholders(String bundle) {
        Properties english = load(bundle + "_en");
        load(bundle).forEach((key, chinese) -> assertThat(placeholders((String) chinese))
                .as("%s %s", bundle, key)
                .isEqualTo(placeholders(english.getProperty((String) key))));
    }

    private static int placeholders(String text) {
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_en"})
    void aCodeHasOneTextWhateverBundleItStandsIn(String language) {
        Map<String, String> first = new HashMap<>();
        for (String bundle : WebConfiguration.BUNDLES) {
            load(bundle + language).forEach((key, text) -> assertThat(first.putIfAbsent((String) key, (String) text))
                    .as("%s in another bundle than %s", key, bundle)
                    .isIn(null, text));
        }
    }

    private static Properties load(String bundle) {
        try (var reader = new InputStreamReader(
                MessagesTest.class.getResourceAsStream("/messages/" + bundle + ".properties"),
                StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
