package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.coursewarecommons.BackendProcess;
import org.coursewarecommons.TestStack;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A backend of its own is killed (SIGKILL) again and again at random moments while persons upload by every door, and
 * started anew; interrupted uploads go on. In the end, two days later by the clocks of the rows: what was acknowledged is
 * there with its bytes and was checked, nothing lies in the store that no row knows, and each quota is the sum of its
 * deposits. A command, not part of the build, which has {@link StepKillIT}:
 *
 * <pre>./mvnw -pl backend -am test -Dtest=CrashMatrix -Dcrash.kills=40 -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class CrashMatrix {

    private static final List<String> PERSONS = List.of("T-JHS-005-01", "T-JHS-042-03", "T-JHS-001-01");
    private static final int KILLS = Integer.getInteger("crash.kills", 40);
    /** From the first request on; a round of all doors takes about as long. */
    private static final int LIVES_AT_MOST = Integer.getInteger("crash.millis", 6000);

    private final Random random = new Random(Long.getLong("crash.seed", 1));
    private final ConcurrentLinkedQueue<CrashClient.Promise> promises = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> killedDuring = new TreeMap<>();
    private JdbcClient jdbc;

    @Test
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        TestStack stack = TestStack.get();
        jdbc = JdbcClient.create(new SingleConnectionDataSource(
                DriverManager.getConnection(
                        stack.property("spring.datasource.url"),
                        stack.property("spring.datasource.username"),
                        stack.property("spring.datasource.password")),
                true));
        List<ProcessHandle> workers = new ArrayList<>();
        List<CrashClient> clients = new ArrayList<>();
        PERSONS.forEach(person -> clients.add(new CrashClient(person, promises)));
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        for (int kill = 1; kill <= KILLS; kill++) {
            BackendProcess backend = BackendProcess.start(Map.of("courseware.storage.stream-from", "20000"));
            clients.forEach(client -> client.use(backend.port()));
            List<java.util.concurrent.Future<?>> working = new ArrayList<>();
            clients.forEach(client -> working.add(threads.submit(client::workUntilItDies)));
            TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(LIVES_AT_MOST));
            workers.addAll(backend.process().descendants().toList());
            backend.kill();
            for (var work : working) {
                work.get(5, TimeUnit.MINUTES);
            }
            clients.forEach(client -> killedDuring.merge(client.lastStep(), 1, Integer::sum));
            // As half an hour later: nobody else is at what the dead one had claimed.
            jdbc.sql(
                            "update storage.upload_session set changed_at = now() - interval '1 hour' where state = 'COMPLETING'")
                    .update();
            jdbc.sql("update inspection.job set claimed_until = now() where claimed_until > now()")
                    .update();
            System.out.printf(
                    "kill %d of %d: %d promises so far, hit %s%n", kill, KILLS, promises.size(), killedDuring);
        }
        threads.shutdown();
        BackendProcess last = BackendProcess.start(Map.of(
                "courseware.storage.sweep.first", "PT15S",
                "courseware.storage.sweep.every", "PT3S",
                "courseware.storage.orphans.first", "PT20S",
                "courseware.storage.orphans.every", "PT3S",
                "courseware.storage.orphans.grace", "0s"));
        try {
            awaitWhatGoesOnByItself();
            twoDaysLater();
            check(last);
            assertThat(workers).as("no worker outlives its backend").noneMatch(ProcessHandle::isAlive);
        } finally {
            last.kill();
        }
        System.out.printf("%d kills, %d promises kept, hit %s%n", KILLS, promises.size(), killedDuring);
    }

    /** Bytes that all came by tus were acknowledged; the backend completes them without being asked again. */
    private void awaitWhatGoesOnByItself() {
        await("every upload that came whole by tus is completed")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> count(
                                """
                                select count(*) from storage.upload_session s
                                  join storage.tus_upload t on t.upload_id = s.id and t.received = s.size
                                 where s.state in ('OPEN', 'COMPLETING')
                                """)
                        == 0);
    }

    private void twoDaysLater() {
        jdbc.sql(
                        """
                        update storage.upload_session
                           set expires_at = now() - interval '1 hour', changed_at = now() - interval '1 hour'
                         where not cleared
                        """)
                .update();
        jdbc.sql("update storage.reservation set expires_at = now() - interval '1 hour'")
                .update();
        jdbc.sql("update storage.blob set claimed_until = now() - interval '1 hour' where state = 'REMOVING'")
                .update();
    }

    private void check(BackendProcess last) throws IOException {
        await("every file is checked")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> count("select count(*) from inspection.job where state = 'PENDING'") == 0);
        TestStack stack = TestStack.get();
        S3Properties given = S3Endpoint.properties();
        try (ObjectStore store = new ObjectStore(new S3Properties(
                given.endpoint(),
                given.accessKey(),
                given.secretKey(),
                given.region(),
                "courseware",
                given.publicEndpoint()))) {
            await("nothing lies in the store that no row knows")
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> {
                        assertThat(store.keys("incoming/")).isEmpty();
                        assertThat(Stream.of("sha256/", EarlyObjects.PREFIX)
                                        .flatMap(prefix -> store.keys(prefix).stream()))
                                .containsExactlyInAnyOrderElementsOf(blobs());
                        assertThat(count("select count(*) from storage.reservation"))
                                .isZero();
                    });
            for (UUID session : jdbc.sql("select id from storage.upload_session")
                    .query(UUID.class)
                    .list()) {
                assertThat(store.multipartIds(UploadSession.incomingKey(session)))
                        .isEmpty();
            }
            for (CrashClient.Promise promise : promises) {
                String key = key(promise.sha256());
                assertThat(store.stat(key)).as(promise.toString()).isPresent();
                try (InputStream bytes = store.open(key, 0, null)) {
                    assertThat(Hashing.of(bytes).sha256())
                            .as(promise.toString())
                            .isEqualTo(promise.sha256());
                }
                promise.check(last.port());
            }
        }
        assertThat(
                        count(
                                """
                        select count(*) from storage.usage u
                         where deposited <> coalesce((select sum(size) from storage.deposit
                                                       where owner_id = u.holder_id or school_id = u.holder_id), 0)
                        """))
                .as("holders whose sum is wrong, of %s", stack.property("spring.datasource.url"))
                .isZero();
        assertThat(
                        count(
                                """
                        select count(*) from storage.deposit d
                         where not exists (select 1 from storage.usage u where u.holder_id = d.owner_id)
                        """))
                .isZero();
    }

    private List<String> blobs() {
        return jdbc.sql("select sha256 from storage.blob").query(String.class).list().stream()
                .map(this::key)
                .toList();
    }

    private String key(String sha256) {
        return new BlobRows(jdbc)
                .find(sha256)
                .map(known -> BlobService.key(sha256, known.objectKey()))
                .orElse("no row of " + sha256);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
