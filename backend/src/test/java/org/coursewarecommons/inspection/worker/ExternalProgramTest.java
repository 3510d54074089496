package org.coursewarecommons.inspection.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalProgramTest {

    @TempDir
    Path folder;

    @Test
    void givesBackWhatTheProgramPrints() throws IOException {
        assertThat(run(Duration.ofSeconds(10), "echo 'two words'")).isEqualTo("two words");
    }

    @Test
    void tellsNothingOfOurEnvironment() throws IOException {
        assertThat(run(Duration.ofSeconds(10), "env | cut -d= -f1 | sort | tr '\\n' ' '"))
                .matches("(HOME|LANG|OLDPWD|PATH|PWD|SHLVL|TMPDIR|_| )+");
    }

    @Test
    void killsTheProgramAndItsChildrenAtTheTimeLimit() {
        assertThatThrownBy(() -> run(Duration.ofSeconds(1), "sleep 61 & sleep 62"))
                .hasMessageContaining("killed after 1 s");
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> process.isAlive()
                        && process.info().commandLine().orElse("").matches(".*sleep 6[12]"));
    }

    @Test
    void letsTheProgramHaveNoMoreMemoryThanAllowed() {
        // The shell itself doubles a text until there is no room for it.
        assertThatThrownBy(() -> run(Duration.ofSeconds(20), "a=xxxxxxxx; while :; do a=$a$a; done"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void reportsWhyAProgramFailed() {
        assertThatThrownBy(() -> run(Duration.ofSeconds(10), "echo broken file >&2; exit 7"))
                .hasMessageContaining("ended with 7: broken file");
    }

    private String run(Duration limit, String script) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), script);
        return new ExternalProgram(folder, limit, 200).run(List.of("/bin/sh", program.toString()));
    }
}
