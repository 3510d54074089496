package org.coursewarecommons.interop.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Webhooks by their doors, received by a server; signatures and envelopes are read by libraries that are not ours. */
@IntegrationTest
class WebhookIT {

    private static final String AUTHOR = "T-JHS-007-02";

    private final Publishing publishing;
    private final Api client;
    private final TransactionTemplate transaction;
    private final Receiver receiver = new Receiver();
    private Api.Answer subscription;

    WebhookIT(ApplicationContext context) {
        publishing = new Publishing(context);
        client = publishing.api().as("client-jhs-005");
        transaction = context.getBean(TransactionTemplate.class);
    }

    @AfterEach
    void unsubscribe() {
        for (String caller : List.of("client-jhs-005", "client-city", "client-jhs-042")) {
            Api api = publishing.api().as(caller);
            api.get("webhooks").json().get("items").forEach(webhook -> {
                String path = "webhooks/" + webhook.get("id").asText();
                api.ifMatch(api.get(path).eTag()).delete(path);
            });
        }
        receiver.close();
    }

    private String subscribe(Api api) {
        subscription = api.post("webhooks", Map.of("url", receiver.url(), "description", "教务系统"));
        assertThat(subscription.status()).as(subscription.toString()).isEqualTo(201);
        return "webhooks/" + subscription.text("/id");
    }

    private List<Receiver.Message> received(UUID resource, int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> receiver.about(resource).size() >= count);
        return receiver.about(resource);
    }

    private static CloudEvent event(Receiver.Message message) {
        return new JsonFormat().deserialize(message.body().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSigned(Receiver.Message message, String secret) {
        try {
            new Webhook(secret).verify(message.body(), message.headers());
            return true;
        } catch (Exception wrong) {
            return false;
        }
    }

    @Test
    void aSubscriberIsToldOfWhatItMayReadInSignedCloudEvents() {
        subscribe(client);

        UUID id = publishing.publish(AUTHOR, "推送");
        Receiver.Message message = received(id, 1).get(0);
        CloudEvent event = event(message);

        assertThat(isSigned(message, subscription.text("/secret"))).isTrue();
        assertThat(message.header("Content-Type")).startsWith("application/cloudevents+json");
        assertThat(event.getType()).isEqualTo("org.coursewarecommons.resource.published");
        assertThat(event.getSubject()).isEqualTo(id.toString());
        assertThat(event.getId()).isEqualTo(message.header("webhook-id"));
        assertThat(message.body()).doesNotContain("推送");
        assertThat(client.get("resources/" + id).status()).isEqualTo(200);
    }

    @Test
    void eachSubscriberSeesChangesWithItsOwnEyes() {
        subscribe(client);
        UUID hidden = publishing.publish(AUTHOR, "校内", TargetScope.Level.SCHOOL);
        UUID moving = publishing.publish(AUTHOR, "先校内后全区", TargetScope.Level.SCHOOL);

        publishing.share(moving, TargetScope.Level.DISTRICT);
        received(moving, 1);
        publishing.share(moving, TargetScope.Level.SCHOOL);

        assertThat(received(moving, 2))
                .extracting(message -> event(message).getType())
                .containsExactly(
                        "org.coursewarecommons.resource.published", "org.coursewarecommons.resource.withdrawn");
        assertThat(receiver.about(hidden)).isEmpty();
    }

    @Test
    void thePublicPlatformIsToldOfPublicItemsAlone() {
        subscribe(publishing.api().as("client-city"));
        UUID district = publishing.publish(AUTHOR, "全区");
        UUID open = publishing.publish(AUTHOR, "公开", TargetScope.Level.PUBLIC);

        received(open, 1);

        assertThat(receiver.about(district)).isEmpty();
    }

    @Test
    void whatIsRolledBackIsToldToNobody() {
        subscribe(client);
        UUID id = publishing.publish(AUTHOR, "回滚", TargetScope.Level.SCHOOL);
        transaction.executeWithoutResult(status -> {
            publishing.share(id, TargetScope.Level.DISTRICT);
            status.setRollbackOnly();
        });
        UUID later = publishing.publish(AUTHOR, "之后");

        received(later, 1);

        assertThat(receiver.about(id)).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainWithTheSameIdAndThenStandsInTheLedger() {
        String path = subscribe(client);
        receiver.answer(500);
        UUID id = publishing.publish(AUTHOR, "重试");
        received(id, 2);
        receiver.answer(204);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> client.get(path + "/deliveries?state=DELIVERED")
                                .json()
                                .get("total")
                                .asInt()
                        == 1);
        List<Receiver.Message> tries = receiver.about(id);

        assertThat(tries)
                .extracting(message -> message.header("webhook-id"))
                .containsOnly(tries.get(0).header("webhook-id"));
        assertThat(tries)
                .extracting(Receiver.Message::body)
                .containsOnly(tries.get(0).body());
        assertThat(client.get(path + "/deliveries").text("/items/0/attempts")).isEqualTo(String.valueOf(tries.size()));
    }

    @Test
    void repeatedFailureDisablesAndTheOwnerCanReplayAfterMending() {
        String path = subscribe(client);
        receiver.answer(500);
        UUID first = publishing.publish(AUTHOR, "停用一");
        UUID second = publishing.publish(AUTHOR, "停用二");
        await().atMost(Duration.ofSeconds(30)).until(() -> client.get(path).text("/state"), "DISABLED"::equals);
        assertThat(client.get(path).text("/reason")).isEqualTo("failures");
        int before = receiver.about(first).size() + receiver.about(second).size();

        receiver.answer(204);
        Api.Answer known = client.get(path);
        Api.Answer mended = client.ifMatch(known.eTag())
                .put(
                        path,
                        Map.of(
                                "url",
                                receiver.url(),
                                "events",
                                List.of("org.coursewarecommons.resource.published"),
                                "active",
                                true));
        Api.Answer replayed =
                client.post(path + "/replay", Map.of("since", "2020-01-01T00:00:00Z", "onlyFailed", true));

        assertThat(mended.text("/state")).isEqualTo("ACTIVE");
        assertThat(replayed.status()).as(replayed.toString()).isEqualTo(202);
        assertThat(replayed.json().get("replayed").asInt()).isEqualTo(2);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> client.get(path + "/deliveries?state=DELIVERED")
                                .json()
                                .get("total")
                                .asInt()
                        == 2);
        assertThat(receiver.about(first).size() + receiver.about(second).size()).isEqualTo(before + 2);
    }

    @Test
    void aNewSecretSignsBesideTheOldOneForAWhile() {
        String path = subscribe(client);
        Api.Answer rotated = client.post(path + "/rotation");
        assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);

        UUID id = publishing.publish(AUTHOR, "换密钥");
        Receiver.Message message = received(id, 1).get(0);

        assertThat(rotated.text("/secret")).isNotEqualTo(subscription.text("/secret"));
        assertThat(isSigned(message, subscription.text("/secret"))).isTrue();
        assertThat(isSigned(message, rotated.text("/secret"))).isTrue();
        assertThat(client.get(path).json().get("secret").isNull()).isTrue();
    }

    @Test
    void redirectsAreNotFollowedAndGoneEndsTheSubscription() {
        String path = subscribe(client);
        receiver.answer(302);
        UUID moved = publishing.publish(AUTHOR, "重定向");
        received(moved, 1);
        receiver.answer(410);

        await().atMost(Duration.ofSeconds(20)).until(() -> client.get(path).text("/reason"), "gone"::equals);

        assertThat(client.get(path + "/deliveries").text("/items/0/lastStatus")).isEqualTo("410");
    }

    @Test
    void addressesInsideAreRefusedHoweverTheyAreWritten() {
        for (String url : List.of(
                "http://example.com/a",
                "https://localhost/a",
                "https://127.0.0.2/a",
                "https://127.1/a",
                "https://2130706433/a",
                "https://0x7f000001/a",
                "https://0/a",
                "https://0.0.0.0/a",
                "https://[::1]/a",
                "https://[::]/a",
                "https://[::ffff:127.0.0.1]/a",
                "https://[::ffff:7f00:1]/a",
                "https://[::ffff:a9fe:a9fe]/a",
                "https://[64:ff9b::7f00:1]/a",
                "https://[2002:7f00:1::]/a",
                "https://[2001:db8::1]/a",
                "https://[fe80::1]/a",
                "https://[fc00::1]/a",
                "https://[ff02::1]/a",
                "https://10.0.0.1/a",
                "https://172.16.0.1/a",
                "https://172.31.255.255/a",
                "https://192.168.1.1/a",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/a",
                "https://198.18.0.1/a",
                "https://192.0.2.1/a",
                "https://224.0.0.1/a",
                "https://240.0.0.1/a",
                "https://255.255.255.255/a",
                "https://8.8.8.8:22/a",
                "https://8.8.8.8:8080/a",
                "https://user@8.8.8.8/a",
                "https://user:pass@8.8.8.8/a",
                "https://8.8.8.8/a#b",
                "https://host.invalid/a",
                "https://１２７.0.0.1/a",
                "ftp://8.8.8.8/a",
                "file:///etc/passwd",
                "gopher://127.0.0.1/a",
                "//127.0.0.1/a",
                "not an address")) {
            Api.Answer refused = client.post("webhooks", Map.of("url", url));
            assertThat(refused.status()).as(url + " " + refused).isEqualTo(422);
            assertThat(refused.text("/errors/0/pointer")).isEqualTo("/url");
        }
        assertThat(client.get("webhooks").json().get("total").asInt()).isZero();
    }

    @Test
    void subscriptionsAreTheirOwnersAndNotForEverybody() {
        String path = subscribe(client);

        assertThat(publishing.api().as("client-jhs-042").get(path).status()).isEqualTo(404);
        assertThat(publishing
                        .api()
                        .as("client-jhs-042")
                        .post(path + "/rotation")
                        .status())
                .isEqualTo(404);
        assertThat(publishing
                        .api()
                        .as("T-JHS-005-01")
                        .post("webhooks", Map.of("url", receiver.url()))
                        .status())
                .isEqualTo(403);
        assertThat(client.post(path + "/replay", Map.of()).status()).isEqualTo(422);
        assertThat(client.get(path + "/deliveries?cursor=eA").status()).isEqualTo(400);
        assertThat(client.delete(path).status()).isEqualTo(428);
        assertThat(client.ifMatch("\"99\"").delete(path).status()).isEqualTo(412);
    }
}
