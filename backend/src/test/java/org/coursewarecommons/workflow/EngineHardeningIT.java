package org.coursewarecommons.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.variable.Variables;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The known weak points of the engine, each closed by a setting and shown to be closed. */
@IntegrationTest
class EngineHardeningIT {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String MODEL =
            """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" %s
                         id="d" targetNamespace="t">
              <process id="hardening-test" isExecutable="true" %s>%s
                <startEvent id="s"/>
              </process>
            </definitions>
            """;
    private static final String TTL = "camunda:historyTimeToLive=\"P1D\"";

    private final Api api;
    private final ProcessEngineConfigurationImpl engine;
    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final JdbcClient jdbc;

    EngineHardeningIT(
            @LocalServerPort int port,
            ProcessEngineConfigurationImpl engine,
            RepositoryService repository,
            RuntimeService runtime,
            TaskService tasks,
            JdbcClient jdbc) {
        this.api = Api.on(port);
        this.engine = engine;
        this.repository = repository;
        this.runtime = runtime;
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    @Test
    void neitherTheEnginesRestNorItsWebAppIsShipped() {
        for (String path : List.of(
                "/engine-rest",
                "/engine-rest/engine",
                "/rest/engine",
                "/camunda",
                "/camunda/app/",
                "/camunda/api/engine",
                "/app/welcome/default/",
                "/engine-rest/process-definition")) {
            assertThat(api.as("D-01").get(path).status()).as(path).isEqualTo(404);
        }
        for (String type : List.of(
                "org.camunda.bpm.engine.rest.ProcessEngineRestService",
                "org.camunda.bpm.webapp.impl.security.auth.AuthenticationFilter")) {
            assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void aModelWithoutATimeToLiveIsRefused() {
        assertThat(engine.isEnforceHistoryTimeToLive()).isTrue();
        assertThatThrownBy(() -> deploy(HEAD + MODEL.formatted("", "", "")))
                .hasStackTraceContaining("History Time To Live");
    }

    @Test
    void aModelWithADocumentTypeIsRefused() {
        assertThat(engine.isEnableXxeProcessing()).isFalse();
        String hostile = HEAD + "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + MODEL.formatted("", TTL, "<documentation>&x;</documentation>");

        assertThatThrownBy(() -> deploy(hostile)).hasStackTraceContaining("DOCTYPE");
    }

    @Test
    void readingAModelOpensNoConnection() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread listener = new Thread(() -> {
                try {
                    while (true) {
                        server.accept().close();
                        calls.incrementAndGet();
                    }
                } catch (IOException closed) {
                    // the test is over
                }
            });
            listener.start();
            String schema = "http://127.0.0.1:" + server.getLocalPort() + "/evil.xsd";
            String attributes = "xsi:schemaLocation=\"http://www.omg.org/spec/BPMN/20100524/MODEL " + schema
                    + " urn:other " + schema + "\" xsi:noNamespaceSchemaLocation=\"" + schema + "\"";
            try {
                Deployment made = deploy(HEAD + MODEL.formatted(attributes, TTL, ""));
                repository.deleteDeployment(made.getId(), true);
            } catch (ParseException refused) {
                // as good an answer as ignoring it
            }
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void noJavaObjectBecomesAVariable() {
        assertThat(engine.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(engine.isDeserializationTypeValidationEnabled()).isTrue();
        Object object = Variables.objectValue(new java.util.ArrayList<>(List.of("x")))
                .serializationDataFormat(Variables.SerializationDataFormats.JAVA)
                .create();

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(
                        "resource-review", Variables.createVariables().putValue("object", object)))
                .hasStackTraceContaining("Cannot");
        assertThat(jdbc.sql("select count(*) from camunda.act_ru_variable where type_ in ('object', 'file', 'bytes')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** The engine asks this of authenticated callers alone; our own code is held to pages by the architecture's test. */
    @Test
    void noQueryIsUnlimited() {
        assertThat(engine.getQueryMaxResultsLimit()).isEqualTo(1000);
        engine.getIdentityService().setAuthenticatedUserId("anybody");
        try {
            assertThatThrownBy(() -> runtime.createProcessInstanceQuery().list())
                    .isInstanceOf(BadUserRequestException.class)
                    .hasMessageContaining("unbound number");
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    @Test
    void noExpressionRunsInAQuery() {
        assertThat(engine.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(engine.isEnableExpressionsInStoredQueries()).isFalse();
        assertThatThrownBy(() -> tasks.createTaskQuery()
                        .taskAssigneeExpression("${reviewSteps.getClass()}")
                        .listPage(0, 1))
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void noLanguageThatCouldRunInAModelIsThere() {
        Stream<String> languages = new ScriptEngineManager()
                .getEngineFactories().stream()
                        .map(ScriptEngineFactory::getNames)
                        .flatMap(List::stream);

        assertThat(languages.map(name -> name.toLowerCase(java.util.Locale.ROOT)))
                .doesNotContain("javascript", "groovy", "python", "ruby", "nashorn", "graal.js");
        assertThat(engine.isEnableScriptEngineLoadExternalResources()).isFalse();
        assertThat(engine.isEnableFetchScriptEngineFromProcessApplication()).isFalse();
    }

    @Test
    void theEnginesQueriesStayNarrow() {
        assertThat(engine.isCmmnEnabled()).isFalse();
        assertThat(engine.isStandaloneTasksEnabled()).isFalse();
        assertThat(engine.isTaskMetricsEnabled()).isFalse();
        assertThat(engine.isMetricsEnabled()).isFalse();
    }

    /** Which of the two behaviours of 7.24 is meant: the retries of the models, from the start. */
    @Test
    void retriesComeFromTheModel() {
        assertThat(engine.isLegacyJobRetryBehaviorEnabled()).isFalse();
        assertThat(engine.getFailedJobRetryTimeCycle()).isEqualTo("R5/PT10S");
        assertThat(engine.getHistoryLevel().getName()).isEqualTo("activity");
        assertThat(engine.getDatabaseSchemaUpdate()).isEqualTo("false");
    }

    private Deployment deploy(String model) {
        return repository
                .createDeployment()
                .addInputStream(
                        "hardening.bpmn", new java.io.ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)))
                .deploy();
    }
}
