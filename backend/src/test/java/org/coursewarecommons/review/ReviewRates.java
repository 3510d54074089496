package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What our reviews cost beside the engine alone, in the same JVM, on the same database and model, in turns: starting a
 * review, deciding a task, whole reviews with five score sheets, and what each leaves in the database. A command, not
 * part of the build:
 *
 * <pre>./mvnw -pl workflow-models,backend test -Dtest=ReviewRates -Dbench.reviews=200 -Dcourseware.test.direct=true -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@IntegrationTest
class ReviewRates {

    private static final int REVIEWS = Integer.getInteger("bench.reviews", 200);
    private static final int BATCH = 20;
    private static final int THREADS = Integer.getInteger("bench.threads", 4);
    private static final int USERS = 20;

    private final int port;
    private final JdbcClient jdbc;
    private final ProcessEngineConfigurationImpl engine;
    private final OwnReviews own;
    private final ExecutorService threads = Executors.newFixedThreadPool(USERS);

    ReviewRates(
            @LocalServerPort int port,
            ApplicationContext context,
            JdbcClient jdbc,
            ProcessEngineConfigurationImpl engine) {
        this.port = port;
        this.jdbc = jdbc;
        this.engine = engine;
        own = new OwnReviews(context);
    }

    @Test
    void measure() throws Exception {
        jdbc.sql("drop schema if exists raw cascade").update();
        jdbc.sql("create schema raw").update();
        try (RawReviews raw = new RawReviews(engine)) {
            int warm = Math.max(20, REVIEWS / 4);
            own.draft(3 * REVIEWS + warm);
            whole(raw, warm);
            if (Boolean.getBoolean("bench.sql")) {
                statements(raw);
                return;
            }
            startsAndDecisions(raw);
            growth(raw);
            door();
        } finally {
            threads.shutdownNow();
            jdbc.sql("drop schema if exists raw cascade").update();
        }
    }

    /** Prints every statement of one start and one decision. */
    private void statements(RawReviews raw) {
        engine.getJobExecutor().shutdown();
        own.cases.clear();
        trace("start", own::start);
        trace("engine's start", raw::start);
        for (int i = 0; i < 5; i++) {
            own.start();
        }
        List<OwnReviews.Open> technicians = own.tasks();
        technicians.subList(1, technicians.size()).forEach(own::decide);
        var technician = technicians.get(0);
        trace("decide", () -> own.decide(technician));
        String task = raw.tasks().get(0);
        trace("engine's complete", () -> raw.complete(task));
        trace("jobs", () -> drain(engine.getProcessEngine()));
        trace("engine's jobs", () -> drain(raw.engine));
        var peer = own.tasks().get(0);
        trace("decide, " + peer.form(), () -> own.decide(peer));
        var next = own.tasks().get(0);
        assertThat(own.claim(next)).isTrue();
        trace("decide what was claimed, " + next.form(), () -> own.decide(next));
        own.tasks().forEach(own::decide);
        trace("jobs", () -> drain(engine.getProcessEngine()));
        raw.tasks().forEach(raw::complete);
        trace("engine's jobs", () -> drain(raw.engine));
        engine.getJobExecutor().start();
    }

    private static void trace(String what, Runnable call) {
        List<String> seen = new ArrayList<>();
        List<Long> sent = new ArrayList<>();
        String thread = Thread.currentThread().getName();
        AppenderBase<ILoggingEvent> collector = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                String message = event.getFormattedMessage();
                if (event.getThreadName().equals(thread)
                        && (message.startsWith("Executing prepared SQL statement [")
                                || message.contains("Preparing:"))) {
                    seen.add(message.replaceAll("\\s+", " "));
                    sent.add(System.nanoTime());
                }
            }
        };
        List<Logger> loggers = List.of((Logger) LoggerFactory.getLogger("org.springframework.jdbc.core"), (Logger)
                LoggerFactory.getLogger("org.camunda.bpm.engine.impl.persistence.entity"));
        loggers.forEach(logger -> {
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(collector);
        });
        collector.start();
        long begun = System.nanoTime();
        call.run();
        loggers.forEach(logger -> {
            logger.detachAppender(collector);
            logger.setLevel(null);
            logger.setAdditive(true);
        });
        say("%s: %d statements, %.1f ms", what, seen.size(), 1000 * seconds(begun));
        sent.add(System.nanoTime());
        for (int i = 0; i < seen.size(); i++) {
            say("    %7.2f ms %s", (sent.get(i + 1) - sent.get(i)) / 1e6, seen.get(i));
        }
    }

    /** Jobs wait meanwhile: what is compared is one call with the transaction that it commits. */
    private void startsAndDecisions(RawReviews raw) throws Exception {
        engine.getJobExecutor().shutdown();
        own.cases.clear();
        List<Double> shares = new ArrayList<>();
        Rate ours = new Rate();
        Rate theirs = new Rate();
        for (int done = 0; done < REVIEWS; done += BATCH) {
            double one = ours.add(numbers(BATCH), i -> own.start());
            double other = theirs.add(numbers(BATCH), i -> raw.start());
            shares.add(one / other);
        }
        say("start a review: ours %s, engine %s, share %.0f %%", ours, theirs, 100 * median(shares));
        decisions("technician", raw);
        drain(raw);
        decisions("experts, teachers", raw);
        drain(raw);
        assertThat(own.running() + raw.running()).isZero();
        engine.getJobExecutor().start();
    }

    /**
     * Tasks that were claimed before, as persons do who work on one, and open ones, which are taken and decided at once: a
     * batch of these, then as many of the engine's, a batch of those, and again.
     */
    private void decisions(String what, RawReviews raw) throws Exception {
        List<OwnReviews.Open> mine = own.tasks();
        List<String> rawTasks = raw.tasks();
        assertThat(mine).hasSameSizeAs(rawTasks);
        Comparison claimed = new Comparison();
        Comparison open = new Comparison();
        for (int from = 0; from < mine.size(); from += BATCH) {
            int to = Math.min(mine.size(), from + BATCH);
            List<OwnReviews.Open> batch = new ArrayList<>(mine.subList(from, to));
            if (from / BATCH % 2 == 0) {
                List<OwnReviews.Open> held = new ArrayList<>(batch);
                held.removeIf(task -> !own.claim(task));
                claimed.add(held, rawTasks.subList(from, from + held.size()), raw);
                batch.removeAll(held);
                each(rawTasks.subList(from + held.size(), to), raw::complete);
                each(batch, own::decide);
            } else {
                open.add(batch, rawTasks.subList(from, to), raw);
            }
        }
        say("decide what was claimed (%s): %s", what, claimed);
        say("take and decide at once (%s): %s", what, open);
    }

    private final class Comparison {

        private final List<Double> shares = new ArrayList<>();
        private final Rate ours = new Rate();
        private final Rate theirs = new Rate();

        void add(List<OwnReviews.Open> mine, List<String> others, RawReviews raw) throws Exception {
            if (!mine.isEmpty()) {
                double one = ours.add(mine, own::decide);
                double other = theirs.add(others, raw::complete);
                shares.add(one / other);
            }
        }

        @Override
        public String toString() {
            return "ours %s, engine %s, share of the rates %.0f %%, median of %d batches %.0f %%"
                    .formatted(
                            ours,
                            theirs,
                            100 * ours.perSecond() / theirs.perSecond(),
                            shares.size(),
                            shares.isEmpty() ? 0 : 100 * median(shares));
        }
    }

    /** Every job that is due, of both engines, here and now. */
    private void drain(RawReviews raw) {
        drain(engine.getProcessEngine());
        drain(raw.engine);
    }

    private static void drain(ProcessEngine engine) {
        var management = engine.getManagementService();
        for (List<Job> due = due(engine); !due.isEmpty(); due = due(engine)) {
            due.forEach(job -> management.executeJob(job.getId()));
        }
    }

    private static List<Job> due(ProcessEngine engine) {
        return engine.getManagementService()
                .createJobQuery()
                .active()
                .executable()
                .messages()
                .listPage(0, 500);
    }

    /** Half of ours, half of the engine's, and again, with both job executors as in production. */
    private void whole(RawReviews raw, int reviews) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        raw.configuration.getJobExecutor().start();
        for (int half = 0; half < 2; half++) {
            own.cases.clear();
            ours.add(finish(reviews / 2, own::start, own::tasks, own::decide, own::running));
            theirs.add(finish(reviews / 2, raw::start, raw::tasks, raw::complete, raw::running));
        }
        raw.configuration.getJobExecutor().shutdown();
        double mine = 2 / (1 / ours.get(0) + 1 / ours.get(1));
        double other = 2 / (1 / theirs.get(0) + 1 / theirs.get(1));
        say(
                "whole reviews a second (%d): ours %.1f, engine %.1f, share %.0f %%",
                reviews, mine, other, 100 * mine / other);
    }

    private <T> double finish(
            int reviews, Runnable start, Supplier<List<T>> tasks, Consumer<T> decide, LongSupplier running)
            throws Exception {
        long begun = System.nanoTime();
        each(numbers(reviews), i -> start.run());
        while (running.getAsLong() > 0) {
            List<T> open = tasks.get();
            each(open, decide);
            if (open.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        return reviews / seconds(begun);
    }

    private void growth(RawReviews raw) throws Exception {
        cleanUp();
        Sizes before = sizes();
        whole(raw, REVIEWS);
        Sizes after = sizes();
        cleanUp();
        Sizes cleaned = sizes();
        say(
                "growth a review: engine %.1f KB, own %.1f KB; after clean-up engine %.1f KB, own %.1f KB",
                (after.kilobytes(true) - before.kilobytes(true)) / REVIEWS,
                (after.kilobytes(false) - before.kilobytes(false)) / REVIEWS,
                (cleaned.kilobytes(true) - before.kilobytes(true)) / REVIEWS,
                (cleaned.kilobytes(false) - before.kilobytes(false)) / REVIEWS);
        cleaned.tables.forEach((name, bytes) -> {
            long grown = (bytes - before.tables.getOrDefault(name, 0L)) / REVIEWS;
            if (grown >= 50) {
                say("    %6d bytes a review in %s", grown, name);
            }
        });
    }

    private record Sizes(Map<String, Long> tables) {

        /** Of the engine's tables, or of all others. */
        double kilobytes(boolean engine) {
            return tables.entrySet().stream()
                            .filter(table -> table.getKey().startsWith("camunda.") == engine)
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    / 1024.0;
        }
    }

    /** With indexes, after everything dead is gone. */
    private Sizes sizes() {
        jdbc.sql("vacuum full").update();
        Map<String, Long> tables = new TreeMap<>();
        jdbc.sql(
                        """
                        select n.nspname || '.' || c.relname as name, pg_total_relation_size(c.oid) as bytes
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind = 'r' and n.nspname not in ('raw', 'pg_catalog', 'information_schema')
                        """)
                .query((RowCallbackHandler) row -> tables.put(row.getString("name"), row.getLong("bytes")));
        return new Sizes(tables);
    }

    /** As in the nights when the time of the reviews' history is over. */
    private void cleanUp() {
        var history = engine.getProcessEngine().getHistoryService();
        engine.getJobExecutor().shutdown();
        try {
            ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(181))));
            history.cleanUpHistoryAsync(true);
            for (int i = 0; i < 100; i++) {
                for (Job job : history.findHistoryCleanupJobs()) {
                    engine.getManagementService().executeJob(job.getId());
                }
            }
        } finally {
            ClockUtil.reset();
            engine.getJobExecutor().start();
        }
    }

    /** Twenty persons over HTTP: each hands in a sheet every second, then all as fast as they are answered. */
    private void door() throws Exception {
        own.cases.clear();
        each(numbers(REVIEWS), i -> own.start());
        Queue<OwnReviews.Open> tasks = new ConcurrentLinkedQueue<>();
        for (boolean paced : new boolean[] {true, false}) {
            List<Future<?>> users = new ArrayList<>();
            Queue<Double> millis = new ConcurrentLinkedQueue<>();
            AtomicInteger others = new AtomicInteger();
            tasks.clear();
            tasks.addAll(own.tasks());
            long begun = System.nanoTime();
            for (int user = 0; user < USERS; user++) {
                long offset = 1000L * user / USERS;
                users.add(threads.submit(() -> {
                    if (paced) {
                        TimeUnit.MILLISECONDS.sleep(offset);
                    }
                    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                        Api api = Api.on(port).as(own.actor(task.personId()).subject());
                        long sent = System.nanoTime();
                        Api.Answer answer = api.post("review-tasks/" + task.id() + "/decision", own.sheet(task));
                        double took = (System.nanoTime() - sent) / 1e6;
                        if (answer.status() == 200) {
                            millis.add(took);
                        } else {
                            others.incrementAndGet();
                            say("%s", answer);
                        }
                        if (paced) {
                            TimeUnit.MILLISECONDS.sleep(Math.max(0, 1000 - (long) took));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> user : users) {
                user.get();
            }
            double[] sorted = millis.stream().mapToDouble(d -> d).sorted().toArray();
            say(
                    "door, 20 users %s: %d decisions, %.0f/s, median %.1f ms, p95 %.1f ms, %d others",
                    paced ? "with a sheet a second each" : "without a pause",
                    sorted.length,
                    sorted.length / seconds(begun),
                    sorted[sorted.length / 2],
                    sorted[(int) (sorted.length * 0.95)],
                    others.get());
            TimeUnit.SECONDS.sleep(10);
        }
        while (own.running() > 0) {
            each(own.tasks(), own::decide);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** How many a second, over all batches. */
    private final class Rate {

        private int count;
        private double seconds;

        <T> double add(List<T> batch, Consumer<T> call) throws Exception {
            long begun = System.nanoTime();
            each(batch, call);
            double took = seconds(begun);
            count += batch.size();
            seconds += took;
            return batch.size() / took;
        }

        double perSecond() {
            return count / seconds;
        }

        @Override
        public String toString() {
            return "%.0f/s".formatted(perSecond());
        }
    }

    private <T> void each(List<T> all, Consumer<T> call) throws Exception {
        Queue<T> left = new ConcurrentLinkedQueue<>(all);
        List<Future<?>> working = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            working.add(threads.submit(() -> {
                for (T next = left.poll(); next != null; next = left.poll()) {
                    call.accept(next);
                }
            }));
        }
        for (Future<?> work : working) {
            work.get();
        }
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static double median(List<Double> values) {
        return values.stream().mapToDouble(d -> d).sorted().toArray()[values.size() / 2];
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println("[bench] " + format.formatted(values));
    }
}
