package org.coursewarecommons.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.coursewarecommons.localstack.StackException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchHomeTest {

    @TempDir
    Path directory;

    private ElasticsearchHome home;
    private Path plugin;

    @BeforeEach
    void home() throws IOException {
        home = new ElasticsearchHome(Files.createDirectories(directory.resolve("home")));
        plugin = directory.resolve("plugin.zip");
    }

    @Test
    void pluginIsUnpackedUnderItsOwnName() throws IOException {
        zip("stable-plugin-descriptor.properties", "name=search-analysis\n");

        home.installPlugin(plugin);

        assertThat(home.server().resolve("plugins/search-analysis/stable-plugin-descriptor.properties"))
                .exists();
    }

    @Test
    void changedPluginReplacesTheOldOne() throws IOException {
        zip("plugin-descriptor.properties", "name=old\n");
        home.installPlugin(plugin);
        zip("plugin-descriptor.properties", "name=new\n");

        home.installPlugin(plugin);

        assertThat(home.server().resolve("plugins/new")).exists();
        assertThat(home.server().resolve("plugins/old")).doesNotExist();
    }

    @Test
    void zipWithoutADescriptorIsRefused() throws IOException {
        zip("something.txt", "else");

        assertThatThrownBy(() -> home.installPlugin(plugin))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("is no Elasticsearch plugin");
    }

    private void zip(String entry, String content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(plugin))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
