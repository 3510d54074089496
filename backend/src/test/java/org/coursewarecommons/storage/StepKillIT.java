package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coursewarecommons.storage.PartSender.noise;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The process dies after each single step that a deposit takes in the store or the database. Nothing that was promised is
 * lost, what nobody finishes is swept, and the quota is right: for a client that comes back and for one that doesn't.
 * The same with real kills: {@link CrashMatrix}.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepKillIT {

    private static final int MORE_THAN_ALL_STEPS = 200;

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final IncomingObjects incoming;
    private final OrphanSweep orphans;
    private final UploadService living;
    private final ApplicationContext context;
    private final Steps steps = new Steps();

    private AnnotationConfigApplicationContext mortal;
    private Actor owner;
    private byte[] bytes;

    @TempDir
    Path folder;

    StepKillIT(ApplicationContext context) {
        this.context = context;
        jdbc = context.getBean(JdbcClient.class);
        store = context.getBean(ObjectStore.class);
        incoming = context.getBean(IncomingObjects.class);
        orphans = context.getBean(OrphanSweep.class);
        living = context.getBean(UploadService.class);
    }

    /** What a kill is to the code it hits: nothing after it runs, and no handler of exceptions sees it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String step) {
            super("after " + step, null, false, false);
        }
    }

    /** Every call of the store and of a table, in their order. */
    private static final class Steps implements MethodInterceptor {

        private int left;
        private @Nullable String deadly;

        void dieAfter(int step) {
            left = step;
            deadly = null;
        }

        @Override
        public @Nullable Object invoke(MethodInvocation call) throws Throwable {
            if (deadly != null) {
                // A process that is dead does nothing more, not even in a finally block.
                throw new Killed(deadly);
            }
            Object answer = call.proceed();
            if (--left == 0) {
                deadly = call.getMethod().getDeclaringClass().getSimpleName() + "."
                        + call.getMethod().getName();
                throw new Killed(deadly);
            }
            return answer;
        }
    }

    /** No configuration by name, or it would take the place of the application in this test. */
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}

    /** The same module once more, on the same store and tables, that can be killed. */
    @BeforeAll
    void bearMortal() {
        mortal = new AnnotationConfigApplicationContext();
        mortal.setParent(context);
        mortal.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (!(bean instanceof ObjectStore) && !bean.getClass().isAnnotationPresent(Repository.class)) {
                    return bean;
                }
                ProxyFactory proxy = new ProxyFactory(bean);
                proxy.setProxyTargetClass(true);
                proxy.addAdvice(steps);
                return proxy.getProxy(bean.getClass().getClassLoader());
            }
        });
        mortal.register(Transactions.class);
        mortal.scan("org.coursewarecommons.storage");
        mortal.refresh();
    }

    @AfterAll
    void bury() {
        steps.dieAfter(0);
        mortal.close();
    }

    @BeforeEach
    void fresh() {
        born();
    }

    private void born() {
        owner = new Actor(UUID.randomUUID(), "test", "killed", "某", UUID.randomUUID(), Set.of(Role.CONTRIBUTOR));
        bytes = noise(50_000);
    }

    enum Afterwards {
        CLIENT_COMES_BACK,
        NOBODY_COMES_BACK
    }

    @ParameterizedTest
    @EnumSource
    void anUploadInPartsSurvivesADeathAfterAnyStep(Afterwards afterwards) throws IOException {
        List<String> died = new ArrayList<>();
        for (int step = 1; step < MORE_THAN_ALL_STEPS; step++) {
            born();
            Upload upload = new Upload();
            steps.dieAfter(step);
            boolean killed = dies(upload::run, died);
            steps.dieAfter(0);
            if (afterwards == Afterwards.CLIENT_COMES_BACK && upload.session != null) {
                age("update storage.upload_session set changed_at = now() - interval '1 hour' where owner_id = :owner");
                UploadSession done = living.complete(living.find(upload.session.id(), owner), upload.parts());
                assertThat(done.sha256()).as(died.toString()).isEqualTo(hash());
            }
            assertThat(killed || upload.acknowledged).isTrue();
            sweepLater();
            assertNothingIsWrong(died);
            boolean promised =
                    upload.acknowledged || afterwards == Afterwards.CLIENT_COMES_BACK && upload.session != null;
            assertThat(isDeposited()).as("a promise is kept, %s", died).isIn(true, promised);
            if (!killed) {
                // Open, send, complete: fewer points than these would mean that the steps are not seen.
                assertThat(died).hasSizeGreaterThan(12);
                return;
            }
        }
        throw new AssertionError("never came to an end: " + died);
    }

    @ParameterizedTest
    @EnumSource
    void aSmallFileSurvivesADeathAfterAnyStep(Afterwards afterwards) throws IOException {
        List<String> died = new ArrayList<>();
        for (int step = 1; step < MORE_THAN_ALL_STEPS; step++) {
            born();
            Path file = Files.write(folder.resolve("small" + step), bytes);
            steps.dieAfter(step);
            boolean killed = dies(() -> mortal.getBean(BlobService.class).put(file, owner), died);
            steps.dieAfter(0);
            if (killed && afterwards == Afterwards.CLIENT_COMES_BACK) {
                assertThat(context.getBean(BlobService.class).put(file, owner).sha256())
                        .isEqualTo(hash());
            }
            sweepLater();
            assertNothingIsWrong(died);
            boolean promised = !killed || afterwards == Afterwards.CLIENT_COMES_BACK;
            assertThat(isDeposited()).as("a promise is kept, %s", died).isIn(true, promised);
            if (!killed) {
                assertThat(died).hasSizeGreaterThan(5);
                return;
            }
        }
        throw new AssertionError("never came to an end: " + died);
    }

    @Test
    void theSweepOfADeadSessionCanItselfDieAfterAnyStep() throws IOException {
        List<String> died = new ArrayList<>();
        for (int step = 1; step < MORE_THAN_ALL_STEPS; step++) {
            born();
            UploadSession session =
                    living.open(new OpenUpload("a.pdf", (long) bytes.length, "application/pdf", null), owner);
            PartSender.send(living.allLinks(session).get(0).url().toString(), bytes);
            expire();
            steps.dieAfter(step);
            boolean killed = dies(() -> mortal.getBean(IncomingObjects.class).sweep(), died);
            steps.dieAfter(0);
            sweepLater();
            assertNothingIsWrong(died);
            if (!killed) {
                assertThat(died).hasSizeGreaterThan(4);
                return;
            }
        }
        throw new AssertionError("never came to an end: " + died);
    }

    @Test
    void theSweepOfOrphansCanItselfDieAfterAnyStep() throws IOException {
        List<String> died = new ArrayList<>();
        for (int step = 1; step < MORE_THAN_ALL_STEPS; step++) {
            born();
            store.send(BlobService.key(hash()), Files.write(folder.resolve("orphan" + step), bytes));
            steps.dieAfter(step);
            boolean killed = dies(() -> mortal.getBean(OrphanSweep.class).run(Duration.ZERO), died);
            steps.dieAfter(0);
            sweepLater();
            assertNothingIsWrong(died);
            assertThat(store.list(BlobService.key(hash()), null)).as("%s", died).isEmpty();
            if (!killed) {
                assertThat(died).hasSizeGreaterThan(4);
                return;
            }
        }
        throw new AssertionError("never came to an end: " + died);
    }

    /** A client that opens, sends its one part and completes; killed, it hears nothing more. */
    private final class Upload {
        private @Nullable UploadSession session;
        private String eTag = "";
        private boolean acknowledged;

        void run() {
            UploadService service = mortal.getBean(UploadService.class);
            session = service.open(new OpenUpload("a.pdf", (long) bytes.length, "application/pdf", null), owner);
            parts();
            assertThat(service.complete(service.find(session.id(), owner), parts())
                            .sha256())
                    .isEqualTo(hash());
            acknowledged = true;
        }

        /** Sent by the link, so by no step of ours. */
        List<CompletedPart> parts() {
            if (eTag.isEmpty() && session != null) {
                eTag = PartSender.send(
                        store.partLink(session.incomingKey(), session.s3UploadId(), 1, Duration.ofMinutes(5))
                                .toString(),
                        bytes);
            }
            return List.of(new CompletedPart(1, eTag));
        }
    }

    private boolean dies(Runnable work, List<String> died) {
        try {
            work.run();
            return false;
        } catch (Killed killed) {
            died.add(String.valueOf(killed.getMessage()));
            return true;
        }
    }

    /** As two days later. */
    private void sweepLater() {
        expire();
        age("update storage.blob set claimed_until = now() - interval '1 hour' where state = 'REMOVING'");
        incoming.sweep();
        orphans.run(Duration.ZERO);
    }

    private void expire() {
        age(
                """
                update storage.upload_session
                   set expires_at = now() - interval '1 hour', changed_at = now() - interval '1 hour'
                 where owner_id = :owner and not cleared
                """);
        age("update storage.reservation set expires_at = now() - interval '1 hour' where owner_id = :owner");
    }

    private void age(String sql) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        (sql.contains(":owner") ? statement.param("owner", owner.id()) : statement).update();
    }

    private void assertNothingIsWrong(List<String> died) throws IOException {
        String where = died.toString();
        Set<String> listed = new HashSet<>();
        for (StoredObject object : store.list("sha256/" + hash().substring(0, 2), null)) {
            listed.add(object.key());
        }
        assertThat(listed.contains(BlobService.key(hash())))
                .as("an object exactly where there is a row, %s", where)
                .isEqualTo(count("select count(*) from storage.blob where sha256 = :sha256") == 1);
        for (UUID session : jdbc.sql("select id from storage.upload_session where owner_id = :owner")
                .param("owner", owner.id())
                .query(UUID.class)
                .list()) {
            assertThat(store.list("incoming/" + session + "/", null)).as(where).isEmpty();
            assertThat(store.multipartIds(UploadSession.incomingKey(session)))
                    .as(where)
                    .isEmpty();
        }
        assertThat(count("select count(*) from storage.reservation where owner_id = :owner"))
                .as(where)
                .isZero();
        for (UUID holder : List.of(owner.id(), owner.schoolId())) {
            assertThat(jdbc.sql(
                                    """
                                    select coalesce((select deposited from storage.usage where holder_id = :holder), 0)
                                         - coalesce((select sum(size) from storage.deposit
                                                      where owner_id = :holder or school_id = :holder), 0)
                                    """)
                            .param("holder", holder)
                            .query(Long.class)
                            .single())
                    .as("the quota is the sum of the deposits, %s", where)
                    .isZero();
        }
        if (isDeposited()) {
            try (InputStream stored = store.open(BlobService.key(hash()), 0, null)) {
                assertThat(stored.readAllBytes()).as(where).isEqualTo(bytes);
            }
        }
    }

    private boolean isDeposited() {
        return count("select count(*) from storage.deposit where owner_id = :owner and sha256 = :sha256") == 1;
    }

    private long count(String sql) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        if (sql.contains(":owner")) {
            statement = statement.param("owner", owner.id());
        }
        if (sql.contains(":sha256")) {
            statement = statement.param("sha256", hash());
        }
        return statement.query(Long.class).single();
    }

    private String hash() {
        try {
            return Hashing.of(new java.io.ByteArrayInputStream(bytes)).sha256();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
