package org.coursewarecommons.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.evaluation.EvaluationSteps;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What uses cost: taken in through the API in batches of 500 beside a plain JDBC batch of the same events, cleaned beside
 * one statement with the same windows, judged beside one aggregate scan; each pair in turns, first with a tenth of the
 * events, then with all of them, and what the heap holds afterwards. Application, client and database share the machine.
 * A command, not part of the build; it fails where a limit is missed:
 *
 * <pre>./mvnw -pl workflow-models,backend test -Dtest=UsageRates -Dbench.events=2000000 -Dcourseware.test.direct=true -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@IntegrationTest
class UsageRates {

    private static final int EVENTS = Integer.getInteger("bench.events", 2_000_000);
    private static final int RESOURCES = Integer.getInteger("bench.resources", 100_000);
    private static final int BATCHES = Integer.getInteger("bench.batches", 60);
    /** A burst through the door, for example of 1,000,000; none by default. */
    private static final int BURST = Integer.getInteger("bench.burst", 0);

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int SIZE = 500;
    private static final int CLIENTS = 2;
    private static final String TERM = "2025S2";
    private static final List<Verb> FUNNEL = funnel();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String WINDOWS =
            """
            create temp table windows as
            select resource_id, actor_id, verb, at,
                   lead(at) over (partition by resource_id, actor_id, coalesce(on_behalf_of, ''), verb
                                  order by at, event_id) as next,
                   row_number() over (partition by resource_id, actor_id, coalesce(on_behalf_of, ''), verb,
                                          coalesce(session_id, ''), cast(at at time zone 'Asia/Shanghai' as date),
                                          case when session_id is null
                                               then extract(hour from at at time zone 'Asia/Shanghai') end
                                      order by at desc, event_id desc) as place
              from usage.event
            """;

    private static final String SCAN =
            """
            create temp table scan as
            select resource_id, verb, count(*) as events, count(distinct actor_id) as people from usage.event group by resource_id, verb
            """;

    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final EvaluationSteps steps;
    private final TransactionTemplate transaction;
    private final ObjectMapper mapper;
    private final URI door;
    private final String token;
    private final Random random = new Random(42);
    private final SoftAssertions limits = new SoftAssertions();

    UsageRates(ApplicationContext context) {
        this.context = context;
        jdbc = context.getBean(JdbcClient.class);
        dataSource = context.getBean(DataSource.class);
        steps = context.getBean(EvaluationSteps.class);
        transaction = context.getBean(TransactionTemplate.class);
        mapper = context.getBean(ObjectMapper.class);
        door = URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port")
                + "/api/v1/usage-events");
        token = Api.token(Map.of("username", "client-jhs-042"));
    }

    /** Seconds that a piece of ours took, and the bare statement beside it; medians. */
    private record Pair(double ours, double raw) {

        double ratio() {
            return ours / raw;
        }
    }

    @Test
    void measure() throws Exception {
        shelf();
        List<UUID> items = jdbc.sql(
                        "select resource_id from catalog.version where state = 'PUBLISHED' order by md5(id::text)")
                .query(UUID.class)
                .list();
        intake(items);
        events(EVENTS / 10);
        String cycle = cycle();
        double heapBefore = heap();
        Pair[] tenth = evaluated(cycle);
        double heapOfTenth = heap();
        events(EVENTS - EVENTS / 10);
        Pair[] all = evaluated(cycle);
        double heapOfAll = heap();
        print(
                "heap after collection: %.0f MiB before, %.0f with a tenth, %.0f with all",
                heapBefore, heapOfTenth, heapOfAll);
        print(
                "ten times the events: cleaning %.1f times, computing %.1f times",
                all[0].ours() / tenth[0].ours(), all[1].ours() / tenth[1].ours());
        limits.assertThat(heapOfAll - heapOfTenth).as("MiB of heap more").isLessThanOrEqualTo(64);
        limits.assertThat(all[0].ours() / tenth[0].ours()).as("cleaning grows").isLessThanOrEqualTo(13);
        limits.assertThat(all[0].ratio()).as("cleaning").isLessThanOrEqualTo(3);
        limits.assertThat(all[1].ratio()).as("computing").isLessThanOrEqualTo(1);
        intake(items);
        if (BURST > 0) {
            burst(items);
        }
        limits.assertAll();
    }

    /** The same batches through the door and by plain JDBC, in turn; then two clients at once. */
    private void intake(List<UUID> items) throws Exception {
        jdbc.sql("drop table if exists public.raw_event").update();
        jdbc.sql(
                        "create table public.raw_event (like usage.event including defaults, primary key (actor_id, event_id))")
                .update();
        jdbc.sql("create index on public.raw_event (resource_id, actor_id, verb, at)")
                .update();
        UUID client = jdbc.sql("select actor_id from usage.event where client limit 1")
                .query(UUID.class)
                .optional()
                .orElse(new UUID(0, 1));
        double[] ours = new double[BATCHES];
        double[] raw = new double[BATCHES];
        for (int i = -BATCHES / 2; i < BATCHES; i++) {
            List<UsageEventBody> batch = batch(items);
            byte[] body = mapper.writeValueAsBytes(batch);
            double first = i % 2 == 0 ? send(body) : plain(batch, client);
            double second = i % 2 == 0 ? plain(batch, client) : send(body);
            if (i >= 0) {
                ours[i] = i % 2 == 0 ? first : second;
                raw[i] = i % 2 == 0 ? second : first;
            }
        }
        double share = median(raw) / median(ours);
        print(
                "a batch of %d: door %.1f ms, plain batch insert %.1f ms: %.2f of its rate",
                SIZE, median(ours) * 1000, median(raw) * 1000, share);
        if (Boolean.getBoolean("bench.sql")) {
            trace(mapper.writeValueAsBytes(batch(items)));
        }
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < 2 * BATCHES; i++) {
            bodies.add(mapper.writeValueAsBytes(batch(items)));
        }
        double rate = rate(bodies);
        print("%d clients: %.0f events a second", CLIENTS, rate);
        limits.assertThat(share).as("share of a plain batch insert").isGreaterThanOrEqualTo(0.5);
        limits.assertThat(rate).as("events a second").isGreaterThanOrEqualTo(5000);
    }

    /** Prints when each statement of one batch begins. */
    private void trace(byte[] body) throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        long begun = System.nanoTime();
        AppenderBase<ILoggingEvent> collector = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                String message = event.getFormattedMessage();
                if (event.getThreadName().startsWith("http-")
                        || event.getThreadName().startsWith("tomcat-")) {
                    seen.add(String.format(
                            Locale.ROOT,
                            "%.1f ms %s",
                            (System.nanoTime() - begun) / 1e6,
                            message.replaceAll("\\s+", " ")
                                    .substring(
                                            0,
                                            Math.min(
                                                    110,
                                                    message.replaceAll("\\s+", " ")
                                                            .length()))));
                }
            }
        };
        Logger logger = (Logger) LoggerFactory.getLogger("org.springframework.jdbc.core.JdbcTemplate");
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(collector);
        collector.start();
        double seconds = send(body);
        logger.detachAppender(collector);
        logger.setLevel(Level.INFO);
        logger.setAdditive(true);
        seen.forEach(line -> print("%s", line));
        print("%.1f ms in all", seconds * 1000);
    }

    private void burst(List<UUID> items) throws Exception {
        double before = heap();
        long begun = System.nanoTime();
        for (int sent = 0; sent < BURST; sent += 40 * SIZE) {
            List<byte[]> bodies = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                bodies.add(mapper.writeValueAsBytes(batch(items)));
            }
            rate(bodies);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        print("burst of %,d: %.0f events a second, heap %.0f → %.0f MiB", BURST, BURST / seconds, before, heap());
    }

    private double rate(List<byte[]> bodies) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        long begun = System.nanoTime();
        List<Future<Double>> sent = new ArrayList<>();
        bodies.forEach(body -> sent.add(clients.submit(() -> send(body))));
        for (Future<Double> one : sent) {
            one.get();
        }
        clients.shutdown();
        return bodies.size() * SIZE / ((System.nanoTime() - begun) / 1e9);
    }

    private double send(byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(door)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        long begun = System.nanoTime();
        HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
        double seconds = (System.nanoTime() - begun) / 1e9;
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(202);
        assertThat(text).contains("\"accepted\":" + SIZE);
        return seconds;
    }

    private double plain(List<UsageEventBody> batch, UUID client) throws Exception {
        long begun = System.nanoTime();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into public.raw_event (actor_id, event_id, resource_id, verb, at, received_at, school_id,
                               client, source, counted, duration_seconds, fraction, class_id, session_id, on_behalf_of, robot)
                        values (?, ?, ?, ?, ?, ?, null, true, 'REPORTED', false, ?, null, null, ?, ?, false)
                        on conflict (actor_id, event_id) do nothing
                        """)) {
            connection.setAutoCommit(false);
            for (UsageEventBody event : batch) {
                insert.setObject(1, client);
                insert.setObject(2, event.eventId());
                insert.setObject(3, event.resourceId());
                insert.setString(4, event.verb().name());
                insert.setObject(5, event.at().atOffset(ZoneOffset.UTC));
                insert.setObject(6, Instant.now().atOffset(ZoneOffset.UTC));
                insert.setObject(7, event.durationSeconds());
                insert.setString(8, event.sessionId());
                insert.setString(9, event.onBehalfOf());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** 500 teachers of a day, the popular resources more often. */
    private List<UsageEventBody> batch(List<UUID> items) {
        List<UsageEventBody> batch = new ArrayList<>();
        Instant now = Instant.now();
        for (int i = 0; i < SIZE; i++) {
            Verb verb = FUNNEL.get(random.nextInt(FUNNEL.size()));
            batch.add(new UsageEventBody(
                    UUID.randomUUID(),
                    items.get((int) (Math.pow(random.nextDouble(), 2) * items.size())),
                    verb,
                    now.minusSeconds(random.nextInt(86_400)),
                    verb == Verb.PREVIEW ? random.nextInt(300) : null,
                    null,
                    null,
                    "s" + random.nextInt(2000),
                    "t" + random.nextInt(5000)));
        }
        return batch;
    }

    private static List<Verb> funnel() {
        Map<Verb, Integer> shares = new LinkedHashMap<>();
        shares.put(Verb.VIEW, 520);
        shares.put(Verb.PREVIEW, 220);
        shares.put(Verb.DOWNLOAD, 150);
        shares.put(Verb.COLLECT, 60);
        shares.put(Verb.CLASS_USE, 48);
        shares.put(Verb.ADAPT, 2);
        List<Verb> verbs = new ArrayList<>();
        shares.forEach((verb, share) -> {
            for (int i = 0; i < share; i++) {
                verbs.add(verb);
            }
        });
        return verbs;
    }

    private String cycle() {
        Api steward = new Publishing(context).api().as("D-01");
        Api.Answer started = steward.post("evaluation-cycles", Map.of("term", TERM, "shadow", true));
        assertThat(started.status()).as(started.toString()).isEqualTo(201);
        String id = started.text("/id");
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> steward.get("evaluation-cycles/" + id).text("/state"), "COMPUTED"::equals);
        return id;
    }

    private Pair[] evaluated(String cycle) throws Exception {
        Pair cleaning = inTurn(
                () -> {
                    // As in a first cleaning: a repeated one would first delete what it left.
                    jdbc.sql("update evaluation.cycle set run_id = gen_random_uuid() where id = :id")
                            .param("id", UUID.fromString(cycle))
                            .update();
                    transaction.executeWithoutResult(status -> steps.cleanUse(cycle));
                },
                WINDOWS);
        Pair computing = inTurn(() -> transaction.executeWithoutResult(status -> steps.computeIndex(cycle)), SCAN);
        long events =
                jdbc.sql("select count(*) from usage.event").query(Long.class).single();
        print(
                "%,d events: cleaning %.2f s, the windows alone %.2f s: %.2f times",
                events, cleaning.ours(), cleaning.raw(), cleaning.ratio());
        print(
                "%,d events: computing %.2f s, one aggregate scan %.2f s: %.2f times",
                events, computing.ours(), computing.raw(), computing.ratio());
        return new Pair[] {cleaning, computing};
    }

    private Pair inTurn(Runnable ours, String statement) throws Exception {
        double[] mine = new double[ROUNDS];
        double[] raw = new double[ROUNDS];
        for (int i = -1; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            ours.run();
            double first = (System.nanoTime() - begun) / 1e9;
            double second = bare(statement);
            if (i >= 0) {
                mine[i] = first;
                raw[i] = second;
            }
        }
        return new Pair(median(mine), median(raw));
    }

    private double bare(String sql) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            long begun = System.nanoTime();
            statement.execute(sql);
            double seconds = (System.nanoTime() - begun) / 1e9;
            statement.execute("drop table if exists windows, scan");
            return seconds;
        }
    }

    private void shelf() {
        jdbc.sql("update catalog.version set published_at = '2025-08-20' where state = 'PUBLISHED'")
                .update();
        for (String statement : List.of(
                """
                create table public.made as
                select gen_random_uuid() as id, n, p.id as owner_id, p.school_id
                  from generate_series(1, greatest(0, %d - (select count(*) from catalog.resource))) as n
                  cross join (select id, school_id from organisation.person where code = 'T-JHS-009-02') as p
                """
                        .formatted(RESOURCES),
                "insert into catalog.resource (id, owner_id, school_id, created_at) select id, owner_id, school_id, '2025-08-01' from public.made",
                """
                insert into catalog.version (id, resource_id, major, minor, kind, state, metadata, created_at,
                                             updated_at, published_at)
                select gen_random_uuid(), id, 1, 0, 'MAJOR', 'PUBLISHED',
                       jsonb_build_object('title', '第 ' || n || ' 课', 'type', 'EXERCISE', 'stage', 'PRIMARY',
                           'grades', jsonb_build_array('G0' || 1 + n % 6), 'subject', (array['SX', 'YW', 'YY', 'DF'])[1 + n % 4],
                           'granularity', 'LESSON', 'language', 'zh'),
                       '2025-08-01', '2025-08-01', '2025-08-20' from public.made
                """,
                "insert into sharing.scope (resource_id, scope_id, since) select id, 'district', '2025-08-20' from public.made",
                "drop table public.made",
                "analyze catalog.resource",
                "analyze catalog.version",
                "analyze sharing.scope")) {
            jdbc.sql(statement).update();
        }
    }

    private void events(int events) {
        jdbc.sql(
                        """
                        with shelf as (
                            select array_agg(resource_id) as ids from catalog.version where state = 'PUBLISHED'),
                        staff as (
                            select array_agg(id order by id) as ids, array_agg(school_id order by id) as schools
                              from organisation.person where school_id is not null)
                        insert into usage.event (actor_id, event_id, resource_id, verb, at, received_at, school_id, client,
                                                 source, counted)
                        select staff.ids[who], gen_random_uuid(),
                               shelf.ids[1 + floor(power(luck, 2) * array_length(shelf.ids, 1))],
                               (array['VIEW', 'VIEW', 'PREVIEW', 'DOWNLOAD', 'DOWNLOAD', 'COLLECT', 'CLASS_USE'])[1 + floor(random() * 7)],
                               at, at, staff.schools[who], false, 'REPORTED', false
                          from shelf, staff,
                               lateral (select 1 + cast(floor(random() * array_length(staff.ids, 1)) as integer) as who,
                                               timestamptz '2025-09-01' + random() * interval '310 days' as at,
                                               random() as luck
                                          from generate_series(1, :events)) as drawn
                        """)
                .param("events", events)
                .update();
        jdbc.sql("analyze usage.event").update();
    }

    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String format, Object... values) {
        System.out.println("[bench] " + String.format(Locale.ROOT, format, values));
    }
}
