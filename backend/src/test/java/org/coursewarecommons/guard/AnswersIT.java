package org.coursewarecommons.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What every answer carries, whatever was asked by whom: looks at each answer of the authorisation matrix. */
@IntegrationTest
class AnswersIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    private final MatrixRun run;
    private final Knock knock;

    AnswersIT(ApplicationContext context, @LocalServerPort int port) {
        run = MatrixRun.on(context);
        knock = new Knock(port);
    }

    @Test
    void everyAnswerOfEveryRouteCarriesTheSecurityHeaders() {
        List<String> bare = new ArrayList<>();
        answers().filter(reply -> !reply.headers().map().isEmpty()).forEach(reply -> {
            HEADERS.forEach((name, value) -> {
                if (!reply.header(name).equals(value)) {
                    bare.add(name + " of " + reply);
                }
            });
            if (!reply.header("Content-Security-Policy").contains("frame-ancestors 'none'")) {
                bare.add("Content-Security-Policy of " + reply);
            }
            if (reply.header("Cache-Control").isEmpty()) {
                bare.add("Cache-Control of " + reply);
            }
            if (!reply.header("Server").isEmpty()
                    || !reply.header("X-Powered-By").isEmpty()) {
                bare.add("the server's name in " + reply);
            }
        });
        assertThat(bare).isEmpty();
    }

    @Test
    void overTlsEveryAnswerAsksToStayThere() throws IOException {
        for (String path : List.of("/api/v1/me", "/api/v1/taxonomies", "/no-such-page", "/actuator/health")) {
            HttpRequest request = HttpRequest.newBuilder(knock.uri(path))
                    .header("X-Forwarded-Proto", "https")
                    .header("Authorization", "Bearer " + Persona.OWNER.token().orElseThrow())
                    .build();
            assertThat(knock.send(request, path).header("Strict-Transport-Security"))
                    .as(path)
                    .contains("max-age=31536000");
        }
    }

    @Test
    void nothingIsEchoed() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(knock.uri("/api/v1/me"))
                .header("X-Echo", "echoed")
                .method("TRACE", BodyPublishers.noBody())
                .build();
        Reply reply = knock.send(request, "TRACE");

        assertThat(reply.status()).isIn(400, 405);
        assertThat(reply.text()).doesNotContain("echoed");
    }

    @Test
    void everyRefusalOfEveryRouteIsAProblemDocument() {
        List<String> wrong = new ArrayList<>();
        answers().filter(reply -> reply.status() >= 400).forEach(reply -> {
            // The answer to HEAD has no body, and neither has the probe that does not exist.
            if (reply.asked().contains(": HEAD ") || reply.asked().contains("/actuator/")) {
                return;
            }
            JsonNode problem = problem(reply);
            if (!reply.header("Content-Type").startsWith("application/problem+json")
                    || problem.path("status").asInt() != reply.status()
                    || problem.path("title").asText().isBlank()
                    || problem.path("detail").asText().isBlank()
                    || !problem.path("type")
                            .asText()
                            .equals("/problems/" + problem.path("code").asText())
                    || problem.path("traceId").asText().isBlank()) {
                wrong.add(reply.toString());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void noAnswerIsAFaultOfTheServerOrTellsOfItsInside() {
        assertThat(answers().filter(reply -> reply.status() >= 500)).isEmpty();
        assertThat(answers()
                        .filter(reply -> reply.status() >= 400)
                        .map(Reply::toString)
                        .filter(text ->
                                text.matches("(?s).*(Exception|\\.java:|org\\.spring|psql|SQLState|at com\\.).*")))
                .isEmpty();
    }

    private Stream<Reply> answers() {
        return run.replies().values().stream().flatMap(row -> row.values().stream());
    }

    private static JsonNode problem(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }

    /** Every kind of refusal that comes before or around controllers, in both languages. */
    static Stream<Arguments> refusals() {
        Map<String, Map.Entry<Integer, UnaryOperator<HttpRequest.Builder>>> kinds = new LinkedHashMap<>();
        kinds.put("/api/v1/me without a token", Map.entry(401, it -> it.setHeader("Authorization", "Basic eDp4")));
        kinds.put("/api/v1/me with a bad token", Map.entry(401, it -> it.setHeader("Authorization", "Bearer x")));
        kinds.put("/api/v1/admin/consistency", Map.entry(403, it -> it));
        kinds.put("/api/v1/no-such-door", Map.entry(404, it -> it));
        kinds.put("/no-such-page", Map.entry(404, it -> it));
        kinds.put("/api/v1/resources/no-uuid", Map.entry(404, it -> it));
        kinds.put("/api/v1/me deleted", Map.entry(405, it -> it.DELETE()));
        kinds.put("/api/v1/me asked for XML", Map.entry(406, it -> it.setHeader("Accept", "application/xml")));
        kinds.put(
                "/api/v1/saved-searches/01900000-0000-7000-8000-000000000000 without a tag",
                Map.entry(428, it -> it.DELETE()));
        kinds.put(
                "/api/v1/resources too large",
                Map.entry(413, it -> body(it, "{\"title\":\"" + "x".repeat(1 << 21) + "\"}")));
        kinds.put("/api/v1/resources as text", Map.entry(415, it -> body(it, "x")
                .setHeader("Content-Type", "text/plain")));
        kinds.put("/api/v1/resources without a type", Map.entry(415, it -> it.POST(BodyPublishers.ofString("{}"))));
        kinds.put("/api/v1/resources broken JSON", Map.entry(400, it -> body(it, "{\"title\":")));
        kinds.put("/api/v1/resources a number as title", Map.entry(422, it -> body(it, "{\"title\":{}}")));
        kinds.put("/api/v1/resources?limit=x", Map.entry(400, it -> it));
        kinds.put("/api/v1/search/suggestions without its parameter", Map.entry(400, it -> it));
        kinds.put("/api/v1//me", Map.entry(400, it -> it));
        kinds.put("/api/v1/me;x=1", Map.entry(400, it -> it));
        kinds.put("/api/v1/%2e%2e/me", Map.entry(400, it -> it));
        return kinds.entrySet().stream().flatMap(kind -> Stream.of("zh-CN", "en")
                .map(language -> Arguments.of(
                        kind.getKey(),
                        language,
                        kind.getValue().getKey(),
                        kind.getValue().getValue())));
    }

    private static HttpRequest.Builder body(HttpRequest.Builder request, String body) {
        return request.setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    @ParameterizedTest(name = "{2} {0} [{1}]")
    @MethodSource("refusals")
    void aRefusalIsAProblemDocumentInTheLanguageAskedFor(
            String asked, String language, int status, UnaryOperator<HttpRequest.Builder> change) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(knock.uri(asked.replaceFirst(" .*", "")))
                .header("Authorization", "Bearer " + Persona.OWNER.token().orElseThrow())
                .header("Accept", "application/json")
                .header("Accept-Language", language);

        Reply reply = knock.send(change.apply(request).build(), asked);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).as(reply.toString()).startsWith("application/problem+json");
        JsonNode problem = problem(reply);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        boolean chinese = problem.path("title").asText().codePoints().anyMatch(it -> it >= 0x4E00 && it <= 0x9FFF);
        assertThat(chinese).as(reply.toString()).isEqualTo(language.startsWith("zh"));
        assertThat(reply.header("Content-Language")).startsWith(language.substring(0, 2));
        HEADERS.forEach((name, value) -> assertThat(reply.header(name)).as(name).isEqualTo(value));
    }
}
