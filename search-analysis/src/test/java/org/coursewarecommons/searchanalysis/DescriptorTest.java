package org.coursewarecommons.searchanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.elasticsearch.plugin.NamedComponent;
import org.junit.jupiter.api.Test;

/** The node finds components by {@code named_components.json} alone, which is written by hand. */
class DescriptorTest {

    @Test
    void everyComponentIsDeclaredUnderItsNameAndInterface() throws IOException {
        String declared = Files.readString(Path.of("src/main/plugin/named_components.json"))
                .replaceAll("\\s", "");
        List<Class<?>> components =
                List.of(NormalizeCharFilterFactory.class, BigramTokenFilterFactory.class, PinyinTokenizerFactory.class);

        assertThat(components).allSatisfy(component -> {
            String name = component.getAnnotation(NamedComponent.class).value();
            String kind = Stream.of(component.getInterfaces())
                    .map(Class::getName)
                    .findFirst()
                    .orElseThrow();
            assertThat(declared).contains("\"" + kind + "\":{\"" + name + "\":\"" + component.getName() + "\"}");
        });
    }
}
