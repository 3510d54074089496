package org.coursewarecommons.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The stack of the tests gives one school's system twenty searches a minute, and everybody else all they want. */
@IntegrationTest
class RateLimitIT {

    private static final int SHARE = 20;

    private final Api api;

    RateLimitIT(@LocalServerPort int port) {
        api = Api.on(port);
    }

    @Test
    void whoeverUsedUpTheirShareWaitsAndNobodyElseDoes() {
        Api client = api.as("client-jhs-137");
        List<Api.Answer> refused = new ArrayList<>();
        for (int i = 0; i < 2 * SHARE; i++) {
            Api.Answer answer = client.get("search/suggestions?q=a");
            assertThat(answer.status()).isIn(200, 429);
            if (answer.status() == 429) {
                refused.add(answer);
            }
        }

        // A few are filled up again meanwhile.
        assertThat(refused).hasSizeGreaterThan(SHARE / 2);
        Api.Answer told = refused.get(0);
        assertThat(told.header("Content-Type")).hasValue("application/problem+json");
        assertThat(told.text("/code")).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(told.header("Retry-After").orElseThrow())).isBetween(1, 60);
        assertThat(told.header("RateLimit-Policy")).hasValue("\"search\";q=20;w=60");
        assertThat(told.header("RateLimit").orElseThrow()).startsWith("\"search\";r=0;t=");

        assertThat(client.get("taxonomies").status())
                .as("other classes of route go on")
                .isEqualTo(200);
        assertThat(api.as("client-jhs-042").get("search/suggestions?q=a").status())
                .isEqualTo(200);
        assertThat(api.as("T-JHS-137-01").get("search/suggestions?q=a").status())
                .isEqualTo(200);
    }

    @Test
    void theDoorsOfTheClassCodeCountByAddress() {
        Api.Answer form = api.get("questionnaire-links/AAAAAAAA");

        assertThat(form.header("RateLimit-Policy").orElseThrow()).startsWith("\"open\";q=");
    }
}
