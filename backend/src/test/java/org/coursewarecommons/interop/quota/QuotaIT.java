package org.coursewarecommons.interop.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.StreamSupport;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** What schools' systems may ask in a day. */
@IntegrationTest
class QuotaIT {

    /** No other test calls as this one. */
    private static final String CLIENT = "client-jhs-137";

    private final Api api;
    private final Api steward;
    private final Api client;

    QuotaIT(ApplicationContext context) {
        api = new Publishing(context).api();
        steward = api.as("D-01");
        client = api.as(CLIENT);
    }

    private String path() {
        return StreamSupport.stream(
                        steward.get("api-clients").json().get("items").spliterator(), false)
                .filter(item -> item.get("code").asText().equals(CLIENT))
                .map(item -> "api-clients/" + item.get("id").asText() + "/quota")
                .findFirst()
                .orElseThrow();
    }

    private Api.Answer set(long perDay) {
        return steward.ifMatch(steward.get(path()).eTag()).put(path(), Map.of("perDay", perDay));
    }

    @AfterEach
    void asMuchAsBefore() {
        set(50_000);
    }

    @Test
    void aSystemIsToldHowItStandsAndStoppedWhenItHasUsedItsDay() {
        long used = client.get("quota").json().get("used").asLong();
        assertThat(set(used + 2).status()).isEqualTo(200);

        Api.Answer first = client.get("me");
        Api.Answer second = client.get("taxonomies/stages");
        Api.Answer third = client.get("me");

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(first.response().headers().allValues("RateLimit-Policy"))
                .contains("\"daily\";q=" + (used + 2) + ";w=86400");
        assertThat(first.response().headers().allValues("RateLimit"))
                .anyMatch(value -> value.startsWith("\"daily\";r=1;t="));
        assertThat(second.status()).isEqualTo(200);
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.text("/code")).isEqualTo("daily-quota-exceeded");
        assertThat(third.header("Retry-After")).isPresent();
        assertThat(api.as("client-jhs-005").get("me").status()).isEqualTo(200);
        assertThat(api.as("T-JHS-005-01").get("me").response().headers().allValues("RateLimit"))
                .noneMatch(value -> value.contains("daily"));
    }

    @Test
    void theDistrictAloneSetsQuotas() {
        String path = path();

        assertThat(api.as("SA-JHS-007").get("api-clients").status()).isEqualTo(403);
        assertThat(client.ifMatch("*").put(path, Map.of("perDay", 1_000_000)).status())
                .isEqualTo(403);
        assertThat(steward.put(path, Map.of("perDay", 5)).status()).isEqualTo(428);
        assertThat(steward.ifMatch("\"1\"").put(path, Map.of("perDay", 5)).status())
                .isEqualTo(412);
        assertThat(steward.ifMatch("*").put(path, Map.of("perDay", -1)).status())
                .isEqualTo(422);
        assertThat(steward.get("quota").status()).isEqualTo(403);
    }
}
