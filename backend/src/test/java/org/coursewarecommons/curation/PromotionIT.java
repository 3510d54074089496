package org.coursewarecommons.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What cycles propose, and what people make of it. The cycles are terms that no other test evaluates. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromotionIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final UUID EARLIER = UUID.randomUUID();
    private static final UUID LATER = UUID.randomUUID();
    private static final UUID SHADOW = UUID.randomUUID();

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final PromotionClock clock;
    private final Api steward;

    PromotionIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        clock = context.getBean(PromotionClock.class);
        steward = publishing.api().as("D-01");
    }

    @BeforeAll
    void givenTwoPublishedCyclesAndAShadow() {
        cycle(EARLIER, "2024S2", false, "PUBLISHED");
        cycle(LATER, "2025S1", false, "PUBLISHED");
        cycle(SHADOW, "2025S1", true, "SHADOW_READ");
    }

    @AfterAll
    void leaveNoCycleBehind() {
        jdbc.sql("delete from evaluation.result where cycle_id in (:ids)")
                .param("ids", java.util.List.of(EARLIER, LATER, SHADOW))
                .update();
        jdbc.sql("delete from evaluation.cycle where id in (:ids)")
                .param("ids", java.util.List.of(EARLIER, LATER, SHADOW))
                .update();
    }

    @Test
    void whatAPersonConfirmsCarriesTheMarkUntilItEnds() {
        String title = Publishing.nonce();
        UUID resource = publishing.publish(AUTHOR, title);
        proposed(LATER, resource, "PROMOTE");

        Api.Answer promoted = promote(LATER, resource);
        assertThat(promoted.status()).as(promoted.toString()).isEqualTo(201);
        Api.Answer seen = publishing.api().as("T-JHS-042-03").get("resources/" + resource);
        assertThat(seen.json().get("recommended").asBoolean()).isTrue();
        assertThat(seen.text("/recommendation/cycle")).isEqualTo("2025S1");
        assertThat(seen.text("/recommendation/until")).isEqualTo(promoted.text("/until"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> hit(title).at("/recommendation/cycle").asText().equals("2025S1"));
        assertThat(told("submission.promoted", promoted.text("/id"))).isPositive();
        assertThat(promote(LATER, resource).text("/code")).isEqualTo("decided-already");

        jdbc.sql("update curation.promotion set until = current_date - 2 where id = cast(:id as uuid)")
                .param("id", promoted.text("/id"))
                .update();
        clock.runDue();

        assertThat(steward.get("promotions/" + promoted.text("/id")).text("/state"))
                .isEqualTo("ENDED");
        assertThat(publishing
                        .api()
                        .as("T-JHS-042-03")
                        .get("resources/" + resource)
                        .json()
                        .get("recommended")
                        .asBoolean())
                .isFalse();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> hit(title).get("recommendation").isNull());
    }

    @Test
    void nothingIsRecommendedTwiceWithinTwoTerms() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        proposed(EARLIER, resource, "PROMOTE");
        proposed(LATER, resource, "PROMOTE");
        String first = promote(EARLIER, resource).text("/id");
        steward.post("promotions/" + first + "/withdrawal", Map.of("reason", "内容待更新"));

        Api.Answer again = promote(LATER, resource);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/code")).isEqualTo("promoted-lately");
    }

    @Test
    void onlyWhatAPublishedCycleProposesIsConfirmedAndOnlyByThoseWhoStandFarEnough() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        proposed(LATER, resource, "KEEP");
        proposed(SHADOW, resource, "PROMOTE");

        assertThat(promote(LATER, resource).text("/code")).isEqualTo("not-proposed");
        assertThat(promote(SHADOW, resource).text("/code")).isEqualTo("not-proposed");
        assertThat(promote(LATER, UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(publishing
                        .api()
                        .as(AUTHOR)
                        .post(
                                "promotions",
                                Map.of("cycleId", LATER, "resourceId", resource, "accept", true, "reason", "好"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aRecommendedOneIsProposedToTheDistrictAndToTheCity() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce(), TargetScope.Level.COLLECTIVE);
        proposed(LATER, resource, "PROMOTE");
        String id = promote(LATER, resource).text("/id");

        Api.Answer wider = steward.post("promotions/" + id + "/scope-request", Map.of("level", "DISTRICT"));
        assertThat(wider.status()).as(wider.toString()).isEqualTo(200);
        assertThat(steward.get("scope-requests/" + wider.text("/scopeRequestId"))
                        .text("/level"))
                .isEqualTo("DISTRICT");
        steward.post("scope-requests/" + wider.text("/scopeRequestId") + "/withdrawal");

        Api.Answer listed = steward.post("promotions/" + id + "/city-proposal", Map.of("note", "=全区使用"));
        assertThat(listed.status()).as(listed.toString()).isEqualTo(201);
        assertThat(steward.post("promotions/" + id + "/city-proposal", Map.of()).text("/code"))
                .isEqualTo("listed-already");
        Api.Answer sent =
                steward.ifMatch(listed.eTag()).put("city-proposals/" + listed.text("/id"), Map.of("state", "SENT"));
        assertThat(sent.text("/state")).as(sent.toString()).isEqualTo("SENT");
        assertThat(steward.ifMatch(listed.eTag())
                        .put("city-proposals/" + listed.text("/id"), Map.of("state", "ACCEPTED"))
                        .status())
                .isEqualTo(412);
        String table = new String(
                steward.with("Accept", "text/csv").get("city-proposals").bytes(), StandardCharsets.UTF_8);
        assertThat(table).contains(resource.toString()).contains("'=全区使用");
    }

    @Test
    void whatWasProposedIsListedWithWhatPeopleMadeOfIt() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        proposed(LATER, resource, "PROMOTE");
        steward.post(
                "promotions", Map.of("cycleId", LATER, "resourceId", resource, "accept", false, "reason", "已有同类推荐"));

        assertThat(steward.get("promotions?state=DECLINED").json().toString()).contains(resource.toString());
        assertThat(publishing.api().as(AUTHOR).get("promotion-proposals").status())
                .isEqualTo(403);
        assertThat(steward.get("promotion-proposals").status()).isEqualTo(200);
    }

    private Api.Answer promote(UUID cycle, UUID resource) {
        return steward.post(
                "promotions", Map.of("cycleId", cycle, "resourceId", resource, "accept", true, "reason", "各校使用广泛"));
    }

    private void cycle(UUID id, String term, boolean shadow, String state) {
        jdbc.sql(
                        """
                        insert into evaluation.configuration (version, parameters, stored_at) values ('ruei-1', '{}', now())
                        on conflict do nothing
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into evaluation.cycle (id, term, shadow, state, configuration, run_id, frozen_on, started_at,
                               computed_at, closed_at)
                        values (:id, :term, :shadow, :state, 'ruei-1', gen_random_uuid(), '2026-01-30', now(), now(), now())
                        """)
                .param("id", id)
                .param("term", term)
                .param("shadow", shadow)
                .param("state", state)
                .update();
    }

    private void proposed(UUID cycle, UUID resource, String proposal) {
        jdbc.sql(
                        """
                        insert into evaluation.result (cycle_id, attempt, resource_id, proposal, rule_no, deferred, effect,
                               low_streak, explanation)
                        values (:cycle, 1, :resource, :proposal, 5, false, 91.2, 0, '{}')
                        """)
                .param("cycle", cycle)
                .param("resource", resource)
                .param("proposal", proposal)
                .update();
    }

    private JsonNode hit(String title) {
        return publishing
                .api()
                .as("T-JHS-042-03")
                .get("search?q=" + URLEncoder.encode(title, StandardCharsets.UTF_8))
                .json()
                .at("/items/0");
    }

    private int told(String topic, String subject) {
        return jdbc.sql(
                        "select count(*) from notification.item where topic = :topic and subject_id = cast(:id as uuid)")
                .param("topic", topic)
                .param("id", subject)
                .query(Integer.class)
                .single();
    }
}
