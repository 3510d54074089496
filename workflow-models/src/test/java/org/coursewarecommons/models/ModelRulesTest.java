package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.junit.jupiter.api.Test;

/** What every model keeps to: readable names, a limit on history, and only calls that the application answers. */
class ModelRulesTest {

    /** All that the process asks of the application; the backend holds its beans against the same expressions. */
    static final Set<String> CALLS = Set.of(
            "reviewSteps.filesPending",
            "reviewSteps.checkItem",
            "reviewSteps.returnToDraft",
            "reviewSteps.openRound",
            "reviewSteps.enterLevel",
            "reviewSteps.passLevel",
            "reviewFacts.lastLevel",
            "reviewFacts.contentChanged",
            "reviewFacts.technicianStands",
            "reviewFacts.formCount",
            "reviewFacts.scoreGap",
            "reviewFacts.criticalSplit",
            "reviewFacts.passSplit",
            "reviewFacts.meetingNeeded",
            "reviewFacts.ruling",
            "reviewFacts.rightsBasis",
            "reviewFacts.rightsFile",
            "reviewFacts.completeness",
            "reviewFacts.openReport",
            "reviewFacts.promised",
            "reviewSteps.holdBack",
            "reviewSteps.technicianPassed",
            "reviewSteps.vetoRaised",
            "reviewSteps.vetoSeats",
            "reviewSteps.vetoesSettled",
            "reviewSteps.hardVetoConfirmed",
            "reviewSteps.duplicateVetoConfirmed",
            "reviewSteps.fixableVetoConfirmed",
            "reviewSteps.criticalFailed",
            "reviewSteps.minRoleScore",
            "reviewSteps.composite",
            "reviewSteps.accept",
            "reviewSteps.requestRevision",
            "reviewSteps.withdrawOverdue",
            "reviewSteps.reject",
            "reviewSteps.withdraw",
            "clocks.due",
            "clocks.end",
            "clocks.authorDeadline");

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern CALL = Pattern.compile("(\\w+\\.\\w+)\\(");
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");
    private static final Pattern READABLE = Pattern.compile("[a-z]+([A-Z][a-z]+)*(-[a-z]+([A-Z][a-z]+)*)*");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    @Test
    void givenTheExpressions_whenTheirCallsAreRead_thenTheyAreThoseOfTheListAndNoOthers() {
        Set<String> called = expressions()
                .flatMap(expression -> CALL.matcher(expression).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(called).isEqualTo(CALLS);
    }

    @Test
    void givenTheExpressions_whenTheirOtherNamesAreRead_thenTheyAreVariables() {
        Set<String> names = expressions()
                .map(expression -> CALL.matcher(expression).replaceAll("("))
                .map(expression -> expression.replaceAll("'[^']*'", ""))
                .flatMap(expression ->
                        Pattern.compile("[A-Za-z]\\w*").matcher(expression).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "submissionId",
                        "checkResult",
                        "outcome",
                        "experts",
                        "teachers",
                        "technicians",
                        "committee",
                        "expertAction",
                        "teacherAction",
                        "obstacle",
                        // The engine's own name for the answer of a table, never stored.
                        "decisionResult");
    }

    @Test
    void givenTheModels_whenIdsAreRead_thenAPersonChoseThem() {
        assertThat(ReviewModel.RESOURCES).allSatisfy(resource -> assertThat(
                        ID.matcher(ModelFiles.text(resource)).results().map(match -> match.group(1)))
                .isNotEmpty()
                .allMatch(READABLE.asMatchPredicate()));
    }

    @Test
    void givenTheProcess_whenNamesAreRead_thenAllButJoiningGatewaysAreNamedInChinese() {
        Predicate<FlowNode> joins =
                node -> node instanceof Gateway && node.getOutgoing().size() < 2 || isParallel(node);

        assertThat(ModelFiles.elements(FlowNode.class))
                .filteredOn(joins.negate())
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.getName()).containsPattern(CHINESE));
    }

    @Test
    void givenTheProcess_whenTasksAreRead_thenEachSaysWhyItIsThere() {
        assertThat(Stream.<Collection<? extends FlowNode>>of(
                                ModelFiles.elements(ServiceTask.class),
                                ModelFiles.elements(UserTask.class),
                                ModelFiles.elements(BusinessRuleTask.class))
                        .flatMap(Collection::stream))
                .isNotEmpty()
                .allSatisfy(task -> assertThat(task.getDocumentations()).isNotEmpty());
    }

    @Test
    void givenProcessAndDecisions_whenDeployed_thenHistoryHasALimitAndAVersionTag() {
        assertThat(ModelFiles.elements(Process.class)).allSatisfy(process -> {
            assertThat(process.isExecutable()).isTrue();
            assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
            assertThat(process.getCamundaVersionTag()).isEqualTo("3");
        });
        assertThat(ModelFiles.decisions())
                .hasSize(6)
                .extracting(Decision::getCamundaHistoryTimeToLiveString)
                .containsOnly("P180D");
    }

    @Test
    void givenTheProcess_whenUserTasksAreRead_thenOnlyTheWorklistDecidesWhoHoldsThem() {
        assertThat(ModelFiles.elements(UserTask.class)).isNotEmpty().allSatisfy(task -> {
            assertThat(task.getCamundaAssignee()).isNull();
            assertThat(task.getCamundaCandidateUsers()).isNull();
            assertThat(task.getCamundaCandidateGroups()).isNull();
            assertThat(task.getCamundaDueDate()).isEqualTo("${clocks.due(submissionId, '" + task.getId() + "')}");
        });
    }

    @Test
    void givenTheProcess_whenItsCodeIsSought_thenThereIsNoneButCallsOfBeans() {
        assertThat(ModelFiles.text("models/resource-review.bpmn"))
                .doesNotContainIgnoringCase("script")
                .doesNotContain("camunda:class", "camunda:delegateExpression", "camunda:connector", "Listener")
                .doesNotContain("<camunda:map", "<camunda:list", "<camunda:formData");
        assertThat(ModelFiles.elements(ServiceTask.class))
                .isNotEmpty()
                .extracting(ServiceTask::getCamundaExpression)
                .allMatch(expression -> expression.startsWith("${reviewSteps."));
    }

    @Test
    void givenTheTablesInTheProcess_whenTheirResultsAreMapped_thenTheyAreBoundToTheirDeploymentAndLeavePrimitives() {
        assertThat(ModelFiles.elements(BusinessRuleTask.class)).hasSize(5).allSatisfy(task -> {
            assertThat(task.getCamundaDecisionRefBinding()).isEqualTo("deployment");
            if (task.getCamundaResultVariable() != null) {
                assertThat(task.getCamundaMapDecisionResult()).isEqualTo("singleEntry");
            }
        });
    }

    private static boolean isParallel(FlowNode node) {
        return node.getElementType().getTypeName().equals("parallelGateway");
    }

    private static Stream<String> expressions() {
        List<String> found = EXPRESSION
                .matcher(ModelFiles.text("models/resource-review.bpmn"))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(found).isNotEmpty();
        return found.stream();
    }
}
