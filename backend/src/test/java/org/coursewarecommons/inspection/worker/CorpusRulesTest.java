package org.coursewarecommons.inspection.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules alone, without a process around them: each file of both corpora gets its own finding. */
class CorpusRulesTest {

    @TempDir
    Path folder;

    static List<Sample> corpus() {
        return Stream.of(HostileCorpus.all(), BenignCorpus.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void eachFileGetsItsFinding(Sample sample) throws IOException {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Path file = Files.write(folder.resolve("file"), sample.bytes().get());

        WorkerResult result =
                new FileCheck(ArchiveLimits.STANDARD, scratch).check(file, sample.name(), sample.declaredType());

        assertThat(result.state()).as(result.toString()).isEqualTo(sample.state());
        assertThat(result.findings().stream().map(Finding::code).findFirst().orElse(""))
                .as(result.toString())
                .isEqualTo(sample.finding());
    }

    @Test
    void theCorpusIsLargeAndAlwaysTheSame() {
        assertThat(HostileCorpus.all()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(BenignCorpus.all()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(corpus()).extracting(Sample::label).doesNotHaveDuplicates();
        assertThat(QuineZip.bytes()).isEqualTo(QuineZip.bytes());
    }
}
