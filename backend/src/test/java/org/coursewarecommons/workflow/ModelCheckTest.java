package org.coursewarecommons.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;

/** A model that calls what isn't there must not start. */
class ModelCheckTest {

    private final ModelCheck check = new ModelCheck(Map.of("steps", Steps.class, "hidden", Hidden.class));

    /** What models may call. */
    public static class Steps {

        /** One argument. */
        public String check(String id) {
            return id;
        }

        String secret(String id) {
            return id;
        }
    }

    static class Hidden {

        public String check(String id) {
            return id;
        }
    }

    @Test
    void aCallThatExistsIsFine() {
        assertThat(faults("${steps.check(id)}")).isEmpty();
        assertThat(faults("${outcome == 'YES' && steps.check(id) == 'PASSED'}")).isEmpty();
        assertThat(faults("${result.single.count}")).isEmpty();
    }

    @Test
    void aMisspeltMethodIsFound() {
        assertThat(faults("${steps.chekc(id)}")).singleElement().asString().contains("p: ", "step", "steps.chekc");
    }

    @Test
    void aWrongNumberOfArgumentsIsFound() {
        assertThat(faults("${steps.check(id, round)}"))
                .singleElement()
                .asString()
                .contains("2 argument");
    }

    @Test
    void anUnknownBeanIsFound() {
        assertThat(faults("${dataSource.getConnection()}"))
                .singleElement()
                .asString()
                .contains("dataSource");
    }

    @Test
    void whatIsNotPublicIsFound() {
        assertThat(faults("${steps.secret(id)}")).singleElement().asString().contains("steps.secret");
        assertThat(faults("${hidden.check(id)}")).singleElement().asString().contains("not public");
    }

    @Test
    void aCallInsideAnotherIsFound() {
        assertThat(faults("${steps.check(steps.nothing(id))}"))
                .singleElement()
                .asString()
                .contains("steps.nothing");
    }

    @Test
    void aCallThroughAnythingButABeanIsFound() {
        assertThat(faults("${''.getClass().forName('java.lang.Runtime')}")).isNotEmpty();
    }

    @Test
    void brokenSyntaxIsFound() {
        assertThat(faults("${steps.check(}")).singleElement().asString().contains("can't be read");
    }

    @Test
    void scriptsAndClassesAreFound() {
        var script = Bpmn.createExecutableProcess("p")
                .startEvent()
                .scriptTask("s")
                .scriptFormat("javascript")
                .scriptText("1")
                .endEvent()
                .done();
        var type = Bpmn.createExecutableProcess("p")
                .startEvent()
                .serviceTask("s")
                .camundaClass("java.lang.Object")
                .endEvent()
                .done();

        assertThat(check.faults("p", script)).anyMatch(fault -> fault.contains("scripts are not allowed"));
        assertThat(check.faults("p", type)).anyMatch(fault -> fault.contains("only expressions"));
    }

    private List<String> faults(String expression) {
        return check.faults(
                "p",
                Bpmn.createExecutableProcess("p")
                        .startEvent()
                        .serviceTask("step")
                        .camundaExpression(expression)
                        .endEvent()
                        .done());
    }
}
