package org.coursewarecommons.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.shared.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever somebody with the database in their hands changes in the record, the verifier finds it. */
@IntegrationTest
class AuditChainIT {

    private static final int TAMPERINGS = 1_000;
    private static final int CHUNK = 50;
    private static final int LINES = 40;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ChainRows rows;
    private final AuditSealer sealer;
    private final HeadExport heads;
    private final ChainVerifier verifier;
    private final Api api;
    private long start;

    AuditChainIT(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ChainRows rows,
            AuditSealer sealer,
            HeadExport heads,
            ChainVerifier verifier,
            @LocalServerPort int port) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rows = rows;
        this.sealer = sealer;
        this.heads = heads;
        this.verifier = verifier;
        api = Api.on(port);
    }

    @BeforeEach
    void someLinesAreSealedAndTheirHeadLiesOutside() {
        sealer.sealWaiting();
        start = rows.head().map(ChainRows.Head::seq).orElse(0L);
        for (int i = 0; i < LINES; i++) {
            line(Ids.next(), i);
        }
        while (rows.head().map(ChainRows.Head::seq).orElse(0L) < start + LINES) {
            sealer.sealWaiting();
        }
        heads.exportNewest();
    }

    @Test
    void anUntouchedChainIsIntact() {
        assertThat(verifier.verify(start, 10_000, heads.outside(10)).findings()).isEmpty();
    }

    @Test
    void everyOneOfAThousandTamperingsIsFound() {
        List<ChainRows.Head> outside = heads.outside(10);
        Random random = new Random(20261123);
        TreeMap<String, Integer> missed = new TreeMap<>();
        for (int chunk = 0; chunk < TAMPERINGS; chunk += CHUNK) {
            int first = chunk;
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                Tamperer tamperer = new Tamperer(jdbc, rows, random, start + 1, start + LINES);
                for (int i = first; i < first + CHUNK; i++) {
                    Tampering tampering = Tampering.values()[i % Tampering.values().length];
                    Object clean = status.createSavepoint();
                    tamperer.apply(tampering);
                    if (verifier.verify(start, 10_000, outside).findings().isEmpty()) {
                        missed.merge(tampering.name(), 1, Integer::sum);
                    }
                    status.rollbackToSavepoint(clean);
                    status.releaseSavepoint(clean);
                }
            });
        }
        assertThat(missed).as("missed of %d", TAMPERINGS).isEmpty();
    }

    @Test
    void oneChangeIsOneFindingAndNamesItsPlace() {
        List<ChainRows.Head> outside = heads.outside(10);
        long place = start + LINES / 2;

        List<ChainVerifier.Finding> findings = transaction.execute(status -> {
            status.setRollbackOnly();
            new Tamperer(jdbc, rows, new Random(1), place, place).apply(Tampering.CHANGE_EVENT);
            return verifier.verify(start, 10_000, outside).findings();
        });

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(ChainVerifier.Kind.LINE_CHANGED);
            assertThat(finding.seq()).isEqualTo(place);
        });
    }

    @Test
    void theDatabaseItselfRefusesChanges() {
        for (String change : List.of(
                "update audit.line set event = 'x.Y'",
                "delete from audit.line",
                "truncate audit.line cascade",
                "update audit.seal set hash = ''",
                "delete from audit.seal")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).hasMessageContaining("append-only");
        }
    }

    @Test
    void anAuditorVerifiesAndReadsTheRecordAndATeacherDoesNot() {
        Api auditor = api.as("AU-01");

        Api.Answer verified = auditor.get("admin/audit/verification?after=" + start);
        assertThat(verified.status()).as(verified.toString()).isEqualTo(200);
        assertThat(verified.json().get("intact").asBoolean())
                .as(verified.toString())
                .isTrue();
        assertThat(verified.json().get("checked").asLong()).isGreaterThanOrEqualTo(LINES);
        assertThat(verified.json().get("heads").asInt()).isPositive();

        Api.Answer page = auditor.get("admin/audit?event=test.ChainTested&limit=3");
        assertThat(page.json().get("items")).as(page.toString()).hasSize(3);
        assertThat(auditor.get("admin/audit?event=test.ChainTested&limit=3&cursor=" + page.text("/nextCursor"))
                        .text("/items/0/id"))
                .isLessThan(page.text("/items/2/id"));
        assertThat(api.as("T-JHS-077-01").get("admin/audit").status()).isEqualTo(403);
        assertThat(api.as("T-JHS-077-01").get("admin/audit/verification").status())
                .isEqualTo(403);
    }

    private void line(UUID id, int i) {
        jdbc.sql(
                        """
                        insert into audit.line (id, at, actor_id, actor_subject, event, subject_id, facts, trace_id)
                        values (:id, :at, :actor, :subject, 'test.ChainTested', :about, cast(:facts as jsonb), :trace)
                        """)
                .param("id", id)
                .param("at", OffsetDateTime.now(ZoneOffset.UTC))
                .param("actor", UUID.randomUUID())
                .param("subject", "T-" + i)
                .param("about", UUID.randomUUID())
                .param("facts", "{\"number\": " + i + ", \"share\": 0.1, \"who\": \"教师\"}")
                .param("trace", "trace-" + i)
                .update();
    }
}
