package org.coursewarecommons.localstack.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

    private final List<String> printed = new ArrayList<>();
    private final Steps steps = new Steps(printed::add);

    @Test
    void alignsStepsWhateverTheirScript() {
        steps.held(new Steps.Line("新建草稿 / Create", "T-1", "POST   /resources", "201", 7));
        steps.held(new Steps.Line("Submit", "T-1", "POST   /x", "202", 1234));

        assertThat(printed).hasSize(2).allMatch(line -> line.endsWith("ms  ok"));
        assertThat(Columns.width(printed.get(0))).isEqualTo(Columns.width(printed.get(1)));
    }

    @Test
    void countsAFailedStepAndPrintsWhatIsNeededToMendIt() {
        steps.failed(
                new Steps.Line("Submit", "T-1", "POST   /x", "500", 3), "the status is 500", List.of("answer: 500"));

        assertThat(steps.failures()).isEqualTo(1);
        assertThat(printed.get(0)).endsWith("FAILED: the status is 500");
        assertThat(printed.get(1)).contains("answer: 500");
    }
}
