package org.coursewarecommons.localstack.journey;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The journey's HTTP client: knows where things are and who has which token. */
public final class Http {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final JourneyTarget target;
    private final Steps steps;

    /** Calls what the target names; steps are counted and printed by {@code steps}. */
    public Http(JourneyTarget target, Steps steps) {
        this.target = target;
        this.steps = steps;
    }

    Steps steps() {
        return steps;
    }

    /** A call of the API as a person of the seeds; the token is fetched when it is needed first. */
    public Call as(String person, String method, String path) {
        String token = tokens.computeIfAbsent(person, this::personToken);
        return anonymous(person, method, path).header("Authorization", "Bearer " + token);
    }

    /** A call of a door beside the API, with a token. */
    Call outside(String person, String path) {
        String token = tokens.computeIfAbsent(person, this::personToken);
        return new Call(this, person, "GET", URI.create(trimmed(target.api()) + path), path)
                .header("Authorization", "Bearer " + token);
    }

    /** A call of the API without a token. */
    public Call anonymous(String who, String method, String path) {
        return new Call(this, who, method, api(path), URLDecoder.decode(path, StandardCharsets.UTF_8));
    }

    /** A call of whatever a link points at; the link itself is the permission. */
    Call link(String who, String method, URI uri, String shown) {
        return new Call(this, who, method, uri, shown);
    }

    /** Logs a machine in by client credentials; later calls name it like a person. */
    public void login(String client, String secret) {
        URI discovery = issuer("/.well-known/openid-configuration");
        URI endpoint = URI.create(link(client, "GET", discovery, "issuer/.well-known/openid-configuration")
                .step("查找令牌端点 / Discover the issuer", 200)
                .text("/token_endpoint"));
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        Answer answer = link(client, "POST", endpoint, "issuer" + endpoint.getPath())
                .header("Authorization", "Basic " + basic)
                .bytes(BodyPublishers.ofString("grant_type=client_credentials"), "application/x-www-form-urlencoded")
                .step("客户端凭证 / Client credentials", 200);
        tokens.put(client, answer.text("/access_token"));
    }

    Answer send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException broken) {
            throw new JourneyFailure("no answer: " + broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JourneyFailure("interrupted");
        }
    }

    /** A token of the demo's issuer with one fault and a good signature. */
    String faultyToken(String person, Map<String, Object> fault) {
        Map<String, Object> request = new HashMap<>(fault);
        request.put("username", person);
        return token(person, request);
    }

    private String personToken(String person) {
        return token(person, Map.of("username", person));
    }

    private String token(String person, Map<String, Object> request) {
        Answer answer = link(person, "POST", issuer("/demo/tokens"), "issuer/demo/tokens")
                .json(request)
                .quiet();
        String token = answer.status() == 200 ? answer.text("/access_token") : "";
        Answer.require(!token.isEmpty(), "the issuer gives no token for " + person + ": " + answer);
        return token;
    }

    private URI api(String path) {
        return URI.create(trimmed(target.api()) + "/api/v1" + path);
    }

    private URI issuer(String path) {
        return URI.create(trimmed(target.issuer()) + path);
    }

    private static String trimmed(URI base) {
        return base.toString().replaceAll("/+$", "");
    }
}
