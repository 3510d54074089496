package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every path of the model by which reviewers are measured. */
class CalibrationModelTest {

    private static final String SHEET = "0198c2a4-sheet";
    private static final Instant DUE = Instant.parse("2026-03-16T00:00:00Z");

    private static ProcessEngine engine;

    /** What the model asks of the application. */
    public static final class Clocks {

        public Date due(String sheetId) {
            assertThat(sheetId).isEqualTo(SHEET);
            return Date.from(DUE);
        }
    }

    @BeforeAll
    static void start() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:calibration-model;DB_CLOSE_DELAY=-1");
        configuration.setProcessEngineName("calibration");
        configuration.setJobExecutorActivate(false);
        configuration.setEnforceHistoryTimeToLive(true);
        configuration.setBeans(Map.of("calibrationClocks", new Clocks()));
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource(CalibrationModel.RESOURCE)
                .deploy();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void givenASheet_whenItIsHandedIn_thenItIsKeptBeforeTheProcessEnds() {
        ProcessInstance asked = ask();
        Task sheet = sheet(asked);
        assertThat(sheet.getDueDate()).isEqualTo(Date.from(DUE));

        engine.getTaskService().complete(sheet.getId());

        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(sheet.getId())
                        .count())
                .isZero();
        assertThat(isRunning(asked)).isTrue();
        engine.getManagementService()
                .executeJob(engine.getManagementService()
                        .createJobQuery()
                        .processInstanceId(asked.getId())
                        .singleResult()
                        .getId());
        assertThat(isRunning(asked)).isFalse();
    }

    @Test
    void givenASheetThatNobodyFilled_whenTheCalibrationIsClosed_thenTheTaskIsGone() {
        ProcessInstance asked = ask();

        engine.getRuntimeService()
                .createMessageCorrelation(CalibrationModel.MESSAGE_CLOSED)
                .processInstanceBusinessKey(SHEET)
                .correlate();

        assertThat(isRunning(asked)).isFalse();
    }

    @Test
    void givenTheModel_whenItIsRead_thenItIsNamedDrawnAndForgottenInTime() {
        BpmnModelInstance model =
                Bpmn.readModelFromStream(getClass().getResourceAsStream("/" + CalibrationModel.RESOURCE));

        assertThat(model.getModelElementsByType(Process.class)).singleElement().satisfies(process -> {
            assertThat(process.getId()).isEqualTo(CalibrationModel.PROCESS_KEY);
            assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
        });
        assertThat(model.getModelElementsByType(FlowNode.class))
                .allSatisfy(node -> assertThat(node.getName()).containsPattern("\\p{IsHan}"))
                .hasSameSizeAs(model.getModelElementsByType(BpmnShape.class));
        assertThat(model.getModelElementsByType(UserTask.class)).singleElement().satisfies(task -> {
            assertThat(task.getId()).isEqualTo(CalibrationModel.TASK_SHEET);
            assertThat(task.isCamundaAsyncAfter()).isTrue();
            assertThat(task.getDocumentations()).isNotEmpty();
        });
    }

    private static ProcessInstance ask() {
        return engine.getRuntimeService()
                .startProcessInstanceByKey(
                        CalibrationModel.PROCESS_KEY, SHEET, Map.of(CalibrationModel.VARIABLE_SHEET_ID, SHEET));
    }

    private static Task sheet(ProcessInstance asked) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(asked.getId())
                .taskDefinitionKey(CalibrationModel.TASK_SHEET)
                .singleResult();
    }

    private static boolean isRunning(ProcessInstance instance) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count()
                == 1;
    }
}
