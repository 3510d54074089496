package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coursewarecommons.storage.PartSender.form;
import static org.coursewarecommons.storage.PartSender.noise;
import static org.coursewarecommons.storage.PartSender.sha256;

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
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

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

    private MortalStorage mortal;
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

    @BeforeAll
    void bearMortal() {
        mortal = new MortalStorage(context);
    }

    @AfterAll
    void bury() {
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
            mortal.dieAfter(step);
            boolean killed = mortal.dies(upload::run, died);
            mortal.dieAfter(0);
            if (afterwards == Afterwards.CLIENT_COMES_BACK && upload.session != null) {
                age("update storage.upload_session set changed_at = now() - interval '1 hour' where owner_id = :owner");
                UploadSession done = living.complete(living.find(upload.session.id(), owner), upload.parts());
                assertThat(done.sha256()).as(died.toString()).isEqualTo(sha256(bytes));
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
            FormFile file = form(bytes);
            mortal.dieAfter(step);
            boolean killed = mortal.dies(() -> mortal.bean(BlobService.class).put(file, owner), died);
            mortal.dieAfter(0);
            if (killed && afterwards == Afterwards.CLIENT_COMES_BACK) {
                assertThat(context.getBean(BlobService.class).put(file, owner).sha256())
                        .isEqualTo(sha256(bytes));
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
            mortal.dieAfter(step);
            boolean killed =
                    mortal.dies(() -> mortal.bean(IncomingObjects.class).sweep(), died);
            mortal.dieAfter(0);
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
            store.send(BlobService.key(sha256(bytes)), Files.write(folder.resolve("orphan" + step), bytes));
            mortal.dieAfter(step);
            boolean killed = mortal.dies(() -> mortal.bean(OrphanSweep.class).run(Duration.ZERO), died);
            mortal.dieAfter(0);
            sweepLater();
            assertNothingIsWrong(died);
            assertThat(store.list(BlobService.key(sha256(bytes)), null))
                    .as("%s", died)
                    .isEmpty();
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
            UploadService service = mortal.bean(UploadService.class);
            session = service.open(new OpenUpload("a.pdf", (long) bytes.length, "application/pdf", null), owner);
            parts();
            assertThat(service.complete(service.find(session.id(), owner), parts())
                            .sha256())
                    .isEqualTo(sha256(bytes));
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
        for (StoredObject object : store.list("sha256/" + sha256(bytes).substring(0, 2), null)) {
            listed.add(object.key());
        }
        assertThat(listed.contains(BlobService.key(sha256(bytes))))
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
            try (InputStream stored = store.open(BlobService.key(sha256(bytes)), 0, null)) {
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
            statement = statement.param("sha256", sha256(bytes));
        }
        return statement.query(Long.class).single();
    }
}
