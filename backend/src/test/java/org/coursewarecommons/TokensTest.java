package org.coursewarecommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which tokens open the door, and that every other one meets a 401 problem document. */
@IntegrationTest
class TokensTest {

    private static final String TEACHER = "T-JHS-005-01";

    private final Api api;

    TokensTest(@LocalServerPort int port) {
        api = Api.on(port);
    }

    static Map<String, Map<String, ?>> wrongButProperlySigned() {
        return Map.of(
                "expired", Map.of("username", TEACHER, "expiresInSeconds", -120),
                "wrong audience", Map.of("username", TEACHER, "audience", "another-service"),
                "wrong issuer", Map.of("username", TEACHER, "issuer", "http://127.0.0.1:1"),
                "not an access token", Map.of("username", TEACHER, "type", "JWT"));
    }

    static Stream<Map.Entry<String, Map<String, ?>>> wrongTokens() {
        return wrongButProperlySigned().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void aWrongTokenIsRefused(Map.Entry<String, Map<String, ?>> wrong) {
        Api.Answer answer = api.withToken(Api.token(wrong.getValue())).get("me");

        assertUnauthenticated(answer);
    }

    @Test
    void aGoodTokenTellsWhoCalls() {
        Api.Answer me = api.as(TEACHER).get("me");

        assertThat(me.status()).as(me.toString()).isEqualTo(200);
        assertThat(me.text("/name")).isEqualTo("教师-JHS-005-01");
    }

    @Test
    void noTokenIsRefusedInTheLanguageAskedFor() {
        assertThat(api.in("zh-CN").get("me").text("/title")).isEqualTo("需要登录");
        assertThat(api.in("en").get("me").text("/title")).isEqualTo("Sign-in required");
    }

    @Test
    void algNoneIsRefused() {
        String token = encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "."
                + payloadOf(Api.token(Map.of("username", TEACHER))) + ".";

        assertUnauthenticated(api.withToken(token).get("me"));
    }

    @Test
    void aChangedSubjectBreaksTheSignature() {
        String[] parts = Api.token(Map.of("username", TEACHER)).split("\\.");
        String payload =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace(TEACHER, "D-01");

        assertUnauthenticated(
                api.withToken(parts[0] + "." + encode(payload) + "." + parts[2]).get("me"));
    }

    @Test
    void textThatIsNoTokenIsRefused() {
        assertUnauthenticated(api.withToken("not-a-token").get("me"));
    }

    @Test
    void theSameDoorIsShutWithoutAnyToken() {
        assertUnauthenticated(api.get("search?q=x"));
        assertUnauthenticated(api.get("no-such-door"));
    }

    private static void assertUnauthenticated(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.header("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        assertThat(answer.text("/code")).isEqualTo("unauthenticated");
    }

    private static String payloadOf(String token) {
        return token.split("\\.")[1];
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
