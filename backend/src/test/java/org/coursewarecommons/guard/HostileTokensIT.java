package org.coursewarecommons.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.stream.Stream;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** At least forty tokens that must open nothing, and that the same forge makes one that opens the door. */
@IntegrationTest
class HostileTokensIT {

    private static final Map<String, String> TOKENS = HostileTokens.all();

    private final Api api;
    private final Knock knock;

    HostileTokensIT(@LocalServerPort int port) {
        api = Api.on(port);
        knock = new Knock(port);
    }

    static Stream<String> names() {
        return TOKENS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itIsRefusedAndToldSoInAProblemDocument(String name) {
        Api.Answer answer = api.withToken(TOKENS.get(name)).get("me");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(answer.text("/code")).isEqualTo("unauthenticated");
        assertThat(answer.toString()).doesNotContain("Exception").doesNotContain("nimbus");
    }

    @Test
    void thereAreAtLeastForty() {
        assertThat(TOKENS).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void aGoodTokenOfTheSameForgeOpensTheDoor() {
        assertThat(api.withToken(TokenForge.issuer().good().signed()).get("me").status())
                .isEqualTo(200);
    }

    /** Roles that are no list give none, and none that a person doesn't have. */
    @Test
    void rolesAsTextGiveNothing() {
        String token =
                TokenForge.issuer().good().with("roles", "DISTRICT_STEWARD").signed();

        assertThat(api.withToken(token).get("admin/consistency").status()).isEqualTo(403);
        assertThat(api.withToken(token).get("me").json().get("roles").toString())
                .doesNotContain("DISTRICT_STEWARD");
    }

    @Test
    void aHeaderThatIsTooLongForAnyServerIsRefusedWithoutAStack() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(knock.uri("/api/v1/me"))
                .header("Authorization", "Bearer " + "x".repeat(20_000))
                .build();

        Reply reply = knock.send(request, "huge");

        assertThat(reply.status()).as(reply.toString()).isIn(400, 401, 431);
        assertThat(reply.text()).doesNotContain("Exception");
    }

    /** The library reads it as text; a person under such a name there is none. */
    @Test
    void aSubjectThatIsANumberIsNobody() {
        String json = TokenForge.issuer().good().json().replace("\"" + TokenForge.TEACHER + "\"", "4711");

        assertThat(api.withToken(TokenForge.issuer().signed(json)).get("me").text("/code"))
                .isEqualTo("no-person");
    }

    @Test
    void aTokenInTheAddressOrTheBodyIsNotRead() {
        String token = TokenForge.issuer().good().signed();

        assertThat(api.get("me?access_token=" + token).status()).isEqualTo(401);
    }

    @Test
    void twoAuthorizationsAreNotTwoChances() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(knock.uri("/api/v1/me"))
                .header("Authorization", "Bearer x")
                .header("Authorization", "Bearer " + TokenForge.issuer().good().signed())
                .build();

        assertThat(knock.send(request, "two").status()).isEqualTo(401);
    }
}
