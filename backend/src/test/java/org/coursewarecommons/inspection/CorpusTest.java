package org.coursewarecommons.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coursewarecommons.inspection.worker.BenignCorpus;
import org.coursewarecommons.inspection.worker.HostileCorpus;
import org.coursewarecommons.inspection.worker.Sample;
import org.junit.jupiter.api.Test;

/**
 * The corpora through the real worker, fenced as in production but with a quarter of the heap: whatever crashes it, hangs
 * or exceeds a limit becomes an ERROR and thus another result than the one asked for. Prints what each file took.
 */
class CorpusTest {

    /** Unless all are asked for ({@code -Dcorpus=full}), since most hostile files cost a process each. */
    private static final int EVERY = "full".equals(System.getProperty("corpus")) ? 1 : 5;

    @Test
    void hostileFilesGetTheirFindingsWithinTheLimits() throws Exception {
        assertRight(HostileCorpus.all().stream()
                .filter(sample -> EVERY == 1
                        || sample.label().startsWith("bomb")
                        || sample.label().startsWith("nested")
                        || Math.floorMod(sample.label().hashCode(), EVERY) == 0)
                .toList());
    }

    @Test
    void everyOrdinaryFilePassesWithinTheLimits() throws Exception {
        assertRight(BenignCorpus.all());
    }

    private static void assertRight(List<Sample> samples) throws Exception {
        List<CorpusRun.Row> rows = CorpusRun.run(samples);
        System.out.println(CorpusRun.report(rows));
        assertThat(rows).allSatisfy(row -> assertThat(row.isRight())
                .as("%s: %s", row.sample(), row.measured())
                .isTrue());
    }
}
