package org.coursewarecommons.interop.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.coursewarecommons.interop.webhook.DeliveryRows.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends what is due, several subscribers at a time; a crash in the middle repeats a delivery and loses none. */
@Component
class WebhookDispatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final int AT_ONCE = 4;

    private final WebhookSpreader spreader;
    private final WebhookSender sender;
    private final WebhookRows webhooks;
    private final DeliveryRows deliveries;
    private final WebhookProperties properties;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile @Nullable ExecutorService threads;

    WebhookDispatcher(
            WebhookSpreader spreader,
            WebhookSender sender,
            WebhookRows webhooks,
            DeliveryRows deliveries,
            WebhookProperties properties,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.spreader = spreader;
        this.sender = sender;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.properties = properties;
        this.transaction = transaction;
        this.events = events;
    }

    @Scheduled(fixedDelay = 500, initialDelay = 2000)
    void look() {
        try {
            while (spreader.spread()) {
                LOG.debug("more is to be told");
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("subscribers wait for news: {}", unavailable.toString());
            return;
        }
        help();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forget() {
        transaction.executeWithoutResult(
                status -> deliveries.forget(Instant.now().minus(properties.keepFor())));
    }

    private void drain() {
        try {
            for (Optional<Delivery> due = claim(); due.isPresent() && threads != null; due = claim()) {
                // Somebody else may be due meanwhile.
                help();
                deliver(due.get());
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("deliveries wait: {}", unavailable.toString());
        } finally {
            places.release();
        }
    }

    /** One more thread looks for work, if there is a place for it. */
    private void help() {
        ExecutorService pool = threads;
        if (pool != null && places.tryAcquire()) {
            try {
                pool.execute(this::drain);
            } catch (RejectedExecutionException stopping) {
                places.release();
            }
        }
    }

    private Optional<Delivery> claim() {
        return deliveries.claim(properties.timeout().plus(Duration.ofSeconds(30)));
    }

    private void deliver(Delivery delivery) {
        Optional<Webhook> webhook = transaction.execute(status -> webhooks.lock(delivery.webhookId()));
        if (webhook == null || webhook.isEmpty()) {
            return;
        }
        WebhookSender.Outcome outcome = sender.send(delivery, webhook.get());
        transaction.executeWithoutResult(status -> note(delivery, outcome));
    }

    private void note(Delivery delivery, WebhookSender.Outcome outcome) {
        if (outcome.hasArrived()) {
            deliveries.arrived(delivery.id(), outcome.status());
            webhooks.succeeded(delivery.webhookId());
            return;
        }
        boolean givenUp =
                outcome.isGone() || delivery.attempts() > properties.retries().size();
        Instant next = givenUp ? null : Instant.now().plus(properties.retries().get(delivery.attempts() - 1));
        deliveries.missed(delivery.id(), outcome.status(), outcome.error(), next);
        if (outcome.isGone()) {
            disable(delivery, "gone");
        } else if (givenUp && webhooks.failed(delivery.webhookId()) >= properties.disableAfter()) {
            disable(delivery, "failures");
        }
    }

    private void disable(Delivery delivery, String reason) {
        if (webhooks.disable(delivery.webhookId(), reason)) {
            LOG.warn("subscription {} is disabled: {}", delivery.webhookId(), reason);
            events.publishEvent(new WebhookChanged(delivery.webhookId(), "disabled"));
        }
    }

    @Override
    public void start() {
        threads = Executors.newFixedThreadPool(AT_ONCE, work -> new Thread(work, "webhooks"));
    }

    /** What is on its way is repeated by another backend or after the restart. */
    @Override
    public void stop() {
        ExecutorService pool = threads;
        threads = null;
        if (pool == null) {
            return;
        }
        pool.shutdown();
        try {
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
