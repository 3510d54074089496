package org.coursewarecommons.localstack.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coursewarecommons.localstack.RunningStack;
import org.coursewarecommons.localstack.process.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens as a resource server wants them, by every way there is to get one. */
class IssuerTest {

    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-is-asked-for";
    private static final String REDIRECT = "http://127.0.0.1:4321/callback";

    @TempDir
    static Path directory;

    private static int port;
    private static Issuer issuer;

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() throws Exception {
        port = Ports.any();
        issuer = Issuer.start(port, directory.resolve("key.json"), RunningStack.seeds());
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void discoveryNamesTheIssuerAsTheTokensDo() throws Exception {
        JsonNode discovery = json(get("/.well-known/openid-configuration"));

        assertThat(discovery.path("issuer").asText()).isEqualTo(Issuer.url(port));
        assertThat(discovery.path("jwks_uri").asText()).startsWith(Issuer.url(port));
    }

    @Test
    void scriptGetsAnAccessTokenWithTheClaimsOfThePerson() throws Exception {
        SignedJWT token = verified(demoToken("{\"username\":\"R-01\"}"));

        assertThat(token.getHeader().getType().toString()).isEqualTo("at+jwt");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(Issuer.url(port));
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("courseware-commons");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("R-01");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles"))
                .containsExactlyInAnyOrder("CONTRIBUTOR", "TEACHER_REVIEWER");
        assertThat(token.getJWTClaimsSet().getStringClaim("name")).isEqualTo("王老师(示例)");
        assertThat(token.getJWTClaimsSet().getJWTID()).isNotBlank();
        assertThat(lifetime(token)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void expiredAppointmentGivesNoRole() throws Exception {
        SignedJWT token = verified(demoToken("{\"username\":\"R-02\"}"));

        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("CONTRIBUTOR");
    }

    @Test
    void unknownPersonIsAProblem() throws Exception {
        HttpResponse<String> answer = post("/demo/tokens", "application/json", "{\"username\":\"nobody\"}", Map.of());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @Test
    void testsGetTokensWithOneFaultAndAGoodSignature() throws Exception {
        SignedJWT token = verified(
                demoToken(
                        """
                {"username":"T-01","audience":"other","issuer":"http://evil","expiresInSeconds":-60,"type":"JWT","roles":["AUDITOR"]}"""));

        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("other");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://evil");
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isBefore(Instant.now());
        assertThat(token.getHeader().getType().toString()).isEqualTo("JWT");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("AUDITOR");
    }

    @Test
    void schoolClientGetsATokenForItsSecret() throws Exception {
        SignedJWT token = verified(json(clientCredentials("only-for-this-test"))
                .path("access_token")
                .asText());

        assertThat(token.getHeader().getType().toString()).isEqualTo("at+jwt");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("client-1");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("courseware-commons");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("SCHOOL_CLIENT");
        assertThat(lifetime(token)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void schoolClientWithAWrongSecretIsRefused() throws Exception {
        assertThat(clientCredentials("wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void personLogsInByNameAndTheCodeBecomesAToken() throws Exception {
        URI callback = logIn("T-01");

        HttpResponse<String> answer = redeem(callback, VERIFIER);
        SignedJWT token = verified(json(answer).path("access_token").asText());

        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("T-01");
        assertThat(token.getHeader().getType().toString()).isEqualTo("at+jwt");
        assertThat(json(answer).path("id_token").asText()).isNotEmpty();
    }

    @Test
    void codeWithoutItsVerifierIsWorthless() throws Exception {
        URI callback = logIn("T-01");

        assertThat(redeem(callback, "another-verifier-of-at-least-forty-three-characters")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void loginOfAnUnknownNameGoesBackToThePage() throws Exception {
        HttpResponse<String> answer = submitLogin("nobody");

        assertThat(answer.headers().firstValue("location")).hasValue(Issuer.url(port) + "/login?error");
    }

    @Test
    void keyOutlivesARestart() throws Exception {
        assertThat(SigningKey.in(directory.resolve("key.json")).computeThumbprint())
                .isEqualTo(keys().getKeys().get(0).computeThumbprint());
    }

    private URI logIn(String username) throws Exception {
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        String authorize = "/oauth2/authorize?"
                + form(Map.of(
                        "response_type", "code",
                        "client_id", "courseware-portal",
                        "scope", "openid profile",
                        "redirect_uri", REDIRECT,
                        "code_challenge", challenge,
                        "code_challenge_method", "S256"));
        send(HttpRequest.newBuilder(uri(authorize)).header("Accept", "text/html"));
        URI saved = URI.create(
                submitLogin(username).headers().firstValue("location").orElseThrow());
        HttpResponse<String> answer = send(HttpRequest.newBuilder(saved).header("Accept", "text/html"));
        return URI.create(answer.headers().firstValue("location").orElseThrow());
    }

    private HttpResponse<String> submitLogin(String username) throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(get("/login").body());
        assertThat(token.find()).isTrue();
        return postForm("/login", Map.of("username", username, "_csrf", token.group(1)), Map.of());
    }

    private HttpResponse<String> redeem(URI callback, String verifier) throws Exception {
        Matcher code = Pattern.compile("code=([^&]+)").matcher(callback.getRawQuery());
        assertThat(code.find()).isTrue();
        return postForm(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "courseware-portal",
                        "redirect_uri",
                        REDIRECT,
                        "code_verifier",
                        verifier,
                        "code",
                        code.group(1)),
                Map.of());
    }

    private HttpResponse<String> clientCredentials(String secret) throws Exception {
        String basic = Base64.getEncoder().encodeToString(("client-1:" + secret).getBytes(StandardCharsets.UTF_8));
        return postForm(
                "/oauth2/token", Map.of("grant_type", "client_credentials"), Map.of("Authorization", "Basic " + basic));
    }

    private String demoToken(String body) throws Exception {
        return json(post("/demo/tokens", "application/json", body, Map.of()))
                .path("access_token")
                .asText();
    }

    private SignedJWT verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWSVerifier verifier = new RSASSAVerifier(keys().getKeys().get(0).toRSAKey());
        assertThat(jwt.verify(verifier)).isTrue();
        return jwt;
    }

    private JWKSet keys() throws Exception {
        return JWKSet.parse(get("/oauth2/jwks").body());
    }

    private static Duration lifetime(SignedJWT token) throws Exception {
        return Duration.between(
                token.getJWTClaimsSet().getIssueTime().toInstant(),
                token.getJWTClaimsSet().getExpirationTime().toInstant());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> postForm(String path, Map<String, String> fields, Map<String, String> headers)
            throws Exception {
        return post(path, "application/x-www-form-urlencoded", form(fields), headers);
    }

    private HttpResponse<String> post(String path, String type, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(Issuer.url(port) + path);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
