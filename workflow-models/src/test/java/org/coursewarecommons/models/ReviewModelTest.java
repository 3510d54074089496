package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.OutputValues;
import org.junit.jupiter.api.Test;

/** The constants and the models name the same things: no more, no less. */
class ReviewModelTest {

    @Test
    void givenTheProcess_whenItsKeyIsRead_thenItIsTheConstant() {
        assertThat(ModelFiles.elements(Process.class))
                .extracting(Process::getId)
                .containsExactly(ReviewModel.PROCESS_KEY);
    }

    @Test
    void givenTheMessages_whenTheirNamesAreRead_thenTheyAreTheConstants() {
        assertThat(ModelFiles.elements(Message.class))
                .extracting(Message::getName)
                .containsExactlyInAnyOrderElementsOf(constants("MESSAGE_"));
    }

    @Test
    void givenTheUserTasks_whenTheirIdsAreRead_thenTheyAreTheConstants() {
        assertThat(ModelFiles.elements(UserTask.class))
                .extracting(UserTask::getId)
                .containsExactlyInAnyOrderElementsOf(constants("TASK_"));
    }

    @Test
    void givenTheElementsToBeginAt_whenTheModelIsRead_thenItHasThem() {
        assertThat(ModelFiles.elements(FlowNode.class))
                .extracting(FlowNode::getId)
                .containsAll(constants("ELEMENT_"));
    }

    @Test
    void givenTheDecisions_whenTheirKeysAreRead_thenTheyAreTheConstants() {
        assertThat(ModelFiles.decisions())
                .extracting(Decision::getId)
                .containsExactlyInAnyOrderElementsOf(constants("DECISION_"));
    }

    @Test
    void givenTheVariables_whenTheModelsAreSearched_thenEachIsUsed() {
        String models = ReviewModel.RESOURCES.stream().map(ModelFiles::text).collect(Collectors.joining());

        assertThat(constants("VARIABLE_")).allSatisfy(name -> assertThat(models).containsPattern("\\b" + name + "\\b"));
    }

    @Test
    void givenTheOutcomes_whenTableAndGatewayAreRead_thenBothKnowAllOfThem() {
        assertThat(answers(ReviewModel.DECISION_REVIEW_OUTCOME)).isEqualTo(ReviewModel.OUTCOMES);
        assertThat(quoted(conditionsAfter("outcomeKind"), "'")).isEqualTo(ReviewModel.OUTCOMES);
    }

    @Test
    void givenTheCheckResults_whenTheGatewayIsRead_thenItKnowsAllOfThem() {
        assertThat(quoted(conditionsAfter("checkPassed"), "'")).isEqualTo(ReviewModel.CHECK_RESULTS);
    }

    @Test
    void givenTheObstacles_whenTableAndGatewayAreRead_thenBothKnowAllOfThem() {
        assertThat(answers(ReviewModel.DECISION_PUBLICATION_CONDITIONS)).isEqualTo(ReviewModel.OBSTACLES);
        assertThat(quoted(conditionsAfter("readyToPublish"), "'")).isEqualTo(ReviewModel.OBSTACLES);
    }

    @Test
    void givenTheDisagreements_whenTheTableIsRead_thenItKnowsAllOfThem() {
        assertThat(answers(ReviewModel.DECISION_REVIEW_DISAGREEMENT)).isEqualTo(ReviewModel.DISAGREEMENTS);
    }

    private static Set<String> answers(String decision) {
        return ModelFiles.decisions().stream()
                .filter(table -> table.getId().equals(decision))
                .flatMap(table -> table.getModelInstance().getModelElementsByType(OutputValues.class).stream())
                .flatMap(values -> quoted(values.getText().getTextContent(), "\"").stream())
                .collect(Collectors.toSet());
    }

    private static String conditionsAfter(String gateway) {
        return ModelFiles.elements(SequenceFlow.class).stream()
                .filter(flow -> flow.getSource().getId().equals(gateway))
                .map(flow -> flow.getConditionExpression().getTextContent())
                .collect(Collectors.joining());
    }

    /** Every second piece between quotes is the quoted one. */
    private static Set<String> quoted(String text, String quote) {
        String[] pieces = text.split(quote);
        return IntStream.range(0, pieces.length)
                .filter(index -> index % 2 == 1)
                .mapToObj(index -> pieces[index])
                .collect(Collectors.toSet());
    }

    private static Set<String> constants(String prefix) {
        return Arrays.stream(ReviewModel.class.getDeclaredFields())
                .filter(field -> field.getName().startsWith(prefix))
                .map(ReviewModelTest::value)
                .collect(Collectors.toSet());
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
