package org.coursewarecommons.interop.webhook;

import java.io.IOException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.coursewarecommons.interop.webhook.DeliveryRows.Delivery;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One try of a delivery. It connects to the address that was checked and to no other, follows no redirect, takes no
 * proxy and reads nothing of the answer but its status.
 */
@Component
class WebhookSender {

    private final WebhookTargets targets;
    private final OkHttpClient client;

    WebhookSender(WebhookTargets targets, WebhookProperties properties) {
        this.targets = targets;
        this.client = new OkHttpClient.Builder()
                .dns(targets)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(properties.timeout())
                .build();
    }

    /** @param status null when there was no answer */
    record Outcome(@Nullable Integer status, String error) {

        boolean hasArrived() {
            return status != null && status >= 200 && status < 300;
        }

        /** The receiver wants nothing more, ever. */
        boolean isGone() {
            return status != null && status == 410;
        }
    }

    Outcome send(Delivery delivery, Webhook webhook) {
        Instant now = Instant.now();
        try {
            HttpUrl url = targets.require(webhook.url());
            Request request = new Request.Builder()
                    .url(url)
                    .header("User-Agent", "courseware-commons-webhooks/1")
                    .header("webhook-id", delivery.eventId().toString())
                    .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                    .header(
                            "webhook-signature",
                            WebhookSignature.of(
                                    secrets(webhook, now), delivery.eventId().toString(), now, delivery.body()))
                    .post(RequestBody.create(
                            delivery.body().getBytes(StandardCharsets.UTF_8), MediaType.get(CloudEvents.TYPE)))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                return new Outcome(response.code(), "status " + response.code());
            }
        } catch (ProblemException refused) {
            return new Outcome(null, "address refused");
        } catch (UnknownHostException nowhere) {
            return new Outcome(null, "no public address");
        } catch (IOException unreachable) {
            // What exactly went wrong inside could tell an outsider of the house's net.
            return new Outcome(null, unreachable.getClass().getSimpleName());
        }
    }

    private static List<String> secrets(Webhook webhook, Instant now) {
        List<String> secrets = new ArrayList<>(List.of(webhook.secret()));
        if (webhook.previousSecret() != null
                && webhook.previousUntil() != null
                && webhook.previousUntil().isAfter(now)) {
            secrets.add(webhook.previousSecret());
        }
        return secrets;
    }

    /** Before the process ends. */
    @jakarta.annotation.PreDestroy
    void stop() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
