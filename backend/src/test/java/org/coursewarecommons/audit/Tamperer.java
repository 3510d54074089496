package org.coursewarecommons.audit;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.coursewarecommons.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does it, as the owner of the tables: with the triggers off. For a transaction that is rolled back. */
final class Tamperer {

    private final JdbcClient jdbc;
    private final ChainRows rows;
    private final Random random;
    private final long first;
    private final long last;

    Tamperer(JdbcClient jdbc, ChainRows rows, Random random, long first, long last) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.random = random;
        this.first = first;
        this.last = last;
        sql("alter table audit.line disable trigger user");
        sql("alter table audit.seal disable trigger user");
    }

    void apply(Tampering tampering) {
        long seq = any();
        UUID line = line(seq);
        switch (tampering) {
            case CHANGE_EVENT -> change(line, "event = 'review.Decided'");
            case CHANGE_FACTS ->
                change(line, "facts = facts || '{\"number\": " + (1_000 + random.nextInt(1_000)) + "}'");
            case CHANGE_TIME -> change(line, "at = at + interval '1 microsecond' * " + (1 + random.nextInt(1_000_000)));
            case CHANGE_ACTOR -> change(line, "actor_id = '" + UUID.randomUUID() + "'");
            case CHANGE_NAME -> change(line, "actor_subject = 'T-JHS-" + random.nextInt(1_000) + "'");
            case CHANGE_SUBJECT -> change(line, "subject_id = '" + UUID.randomUUID() + "'");
            case CHANGE_TRACE -> change(line, random.nextBoolean() ? "trace_id = null" : "trace_id = 'x'");
            case ERASE_NAME -> {
                change(line, "actor_subject = 'erased'");
                sql("update audit.seal set subject_salt = null where seq = " + seq);
            }
            case DELETE_LINE -> sql("delete from audit.line where id = '" + line + "'");
            case DELETE_SEAL -> sql("delete from audit.seal where seq = " + seq);
            case DELETE_BOTH -> {
                sql("delete from audit.seal where seq = " + seq);
                sql("delete from audit.line where id = '" + line + "'");
            }
            case SWAP_LINES -> swapLines(seq, other(seq));
            case SWAP_SEALS -> swapSeals(seq, other(seq));
            case INSERT_LINE -> insert(Ids.next());
            case INSERT_INTO_CHAIN -> insertIntoChain(seq);
            case CHANGE_HASH -> sql("update audit.seal set hash = sha256(hash) where seq = " + seq);
            case TRUNCATE_TAIL -> {
                sql("create temporary table gone on commit drop as select line_id from audit.seal where seq >= " + seq);
                sql("delete from audit.seal where seq >= " + seq);
                sql("delete from audit.line where id in (select line_id from gone)");
            }
            case REWRITE_FROM_HERE -> {
                change(line, "event = 'review.Decided'");
                rechain(seq);
            }
            default -> throw new IllegalArgumentException(tampering.name());
        }
    }

    private void swapLines(long a, long b) {
        UUID one = line(a);
        UUID two = line(b);
        sql("update audit.line x set event = y.event || 'd', facts = y.facts, trace_id = y.trace_id, at = y.at"
                + " from audit.line y where x.id = '" + one + "' and y.id = '" + two + "'");
    }

    private void swapSeals(long a, long b) {
        UUID one = line(a);
        UUID two = line(b);
        sql("update audit.seal set line_id = '" + UUID.randomUUID() + "' where seq = " + a);
        sql("update audit.seal set line_id = '" + one + "' where seq = " + b);
        sql("update audit.seal set line_id = '" + two + "' where seq = " + a);
    }

    private void insertIntoChain(long seq) {
        UUID inserted = Ids.next();
        insert(inserted);
        sql("update audit.seal set seq = -seq where seq >= " + seq);
        sql("update audit.seal set seq = 1 - seq where seq < 0");
        sql("insert into audit.seal select " + seq + ", '" + inserted
                + "', subject_salt, subject_digest, sha256(hash) from audit.seal where seq = " + (seq + 1));
    }

    private void rechain(long from) {
        byte[] previous = rows.hash(from - 1).orElse(ChainHash.ORIGIN);
        for (ChainRows.Sealed sealed : rows.after(from - 1, 10_000)) {
            ChainLine line = sealed.line();
            if (line == null) {
                throw new IllegalStateException("nothing was deleted");
            }
            previous = ChainHash.of(
                    previous, sealed.seal().seq(), line, sealed.seal().subjectDigest());
            jdbc.sql("update audit.seal set hash = :hash where seq = :seq")
                    .param("hash", previous)
                    .param("seq", sealed.seal().seq())
                    .update();
        }
    }

    private void insert(UUID id) {
        sql("insert into audit.line select '" + id
                + "', now(), actor_id, actor_subject, event, subject_id, facts, trace_id from audit.line where id = '"
                + line(any()) + "'");
    }

    private void change(UUID line, String set) {
        sql("update audit.line set " + set + " where id = '" + line + "'");
    }

    private UUID line(long seq) {
        List<ChainRows.Sealed> sealed = rows.after(seq - 1, 1);
        ChainLine line = sealed.get(0).line();
        if (line == null) {
            throw new IllegalStateException("no line at " + seq);
        }
        return line.id();
    }

    private long any() {
        return first + random.nextInt((int) (last - first + 1));
    }

    private long other(long seq) {
        return seq == first ? last : first;
    }

    private void sql(String statement) {
        jdbc.sql(statement).update();
    }
}
