package org.coursewarecommons.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** What a monitor reads, and where nobody else does. */
@IntegrationTest
class MetricsIT {

    private final Publishing publishing;
    private final int port;

    MetricsIT(ApplicationContext context) {
        publishing = new Publishing(context);
        port = context.getBean(MetricsPort.class).localPort();
    }

    @Test
    void aMonitorReadsTheEngineTheQueuesAndTheRequestsAtItsOwnPort() throws Exception {
        publishing.api().as("T-JHS-005-01").get("resources?limit=5");

        HttpResponse<String> read = at("GET", "/actuator/prometheus");

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body().lines())
                .anyMatch(line -> line.startsWith("courseware_search_lag_seconds{"))
                .anyMatch(line -> line.startsWith("courseware_search_waiting{"))
                .anyMatch(line -> line.startsWith("courseware_inspection_waiting{"))
                .anyMatch(line -> line.startsWith("courseware_storage_damaged{"))
                .anyMatch(line -> line.startsWith("courseware_tasks_overdue{"))
                .anyMatch(line -> line.startsWith("courseware_mail_failed{"))
                .anyMatch(line -> line.startsWith("courseware_workflow_incidents{"))
                .anyMatch(line -> line.startsWith("hikaricp_connections_active{"))
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_bucket{")
                        && line.contains("uri=\"/api/v1/resources\"")
                        && line.contains("le=\"0.25\""))
                .noneMatch(line -> line.startsWith("courseware_") && line.endsWith("NaN"));
    }

    @Test
    void theMonitorsPortHasNoOtherDoor() throws Exception {
        assertThat(at("GET", "/api/v1/me").statusCode()).isEqualTo(404);
        assertThat(at("GET", "/actuator/health/readiness").statusCode()).isEqualTo(404);
        assertThat(at("GET", "/actuator/prometheus/x").statusCode()).isEqualTo(404);
        assertThat(at("POST", "/actuator/prometheus").statusCode()).isEqualTo(404);
    }

    @Test
    void theApisPortHasNoFigures() {
        Api.Answer refused = publishing.api().as("T-JHS-005-01").get("/actuator/prometheus");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("/code")).isEqualTo("not-found");
    }

    @Test
    void aCallersOwnTraceIsTakenUpAndAMalformedOneIsNot() {
        Api teacher = publishing.api().as("T-JHS-005-01");

        assertThat(teacher.with("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                        .get("resources/nothing")
                        .text("/traceId"))
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(teacher.with("traceparent", "00-\"},{\"level\":\"x-01")
                        .get("resources/nothing")
                        .text("/traceId"))
                .matches("[0-9a-f-]{36}");
    }

    private HttpResponse<String> at(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
