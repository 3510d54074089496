package org.coursewarecommons.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lines, seals and heads. */
@Repository
class ChainRows {

    private static final String LINE =
            "l.id, l.at, l.actor_id, l.actor_subject, l.event, l.subject_id, cast(l.facts as text) as facts, l.trace_id";

    private final JdbcClient jdbc;

    ChainRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest seal. */
    record Head(long seq, byte[] hash) {}

    /** A seal with its line, null when the line is gone. */
    record Sealed(Seal seal, @Nullable ChainLine line) {}

    /** True for the one backend that may seal now, until its transaction ends. */
    boolean lock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('audit.seal'))")
                .query(Boolean.class)
                .single();
    }

    List<ChainLine> unsealed(int most) {
        return jdbc.sql("select " + LINE
                        + " from audit.unsealed u join audit.line l on l.id = u.line_id order by l.id limit :most")
                .param("most", most)
                .query((row, i) -> line(row))
                .list();
    }

    Optional<Head> head() {
        return jdbc.sql("select seq, hash from audit.seal order by seq desc limit 1")
                .query(Head.class)
                .optional();
    }

    void seal(List<UUID> lines, List<Seal> seals) {
        jdbc.sql(
                        """
                        insert into audit.seal (seq, line_id, subject_salt, subject_digest, hash)
                        select * from unnest(:seqs::bigint[], :lines::uuid[], :salts::bytea[], :digests::bytea[],
                                             :hashes::bytea[])
                        """)
                .param("seqs", seals.stream().map(Seal::seq).toArray(Long[]::new))
                .param("lines", lines.toArray(UUID[]::new))
                .param("salts", seals.stream().map(Seal::subjectSalt).toArray(byte[][]::new))
                .param("digests", seals.stream().map(Seal::subjectDigest).toArray(byte[][]::new))
                .param("hashes", seals.stream().map(Seal::hash).toArray(byte[][]::new))
                .update();
        jdbc.sql("delete from audit.unsealed where line_id = any(:lines)")
                .param("lines", lines.toArray(UUID[]::new))
                .update();
    }

    /** Seals after a number, in the order of the chain. */
    List<Sealed> after(long seq, int most) {
        return jdbc.sql("select s.seq, s.subject_salt, s.subject_digest, s.hash, " + LINE
                        + " from audit.seal s left join audit.line l on l.id = s.line_id"
                        + " where s.seq > :seq order by s.seq limit :most")
                .param("seq", seq)
                .param("most", most)
                .query((row, i) -> new Sealed(
                        new Seal(
                                row.getLong("seq"),
                                row.getBytes("subject_salt"),
                                row.getBytes("subject_digest"),
                                row.getBytes("hash")),
                        row.getObject("id", UUID.class) == null ? null : line(row)))
                .list();
    }

    Optional<byte[]> hash(long seq) {
        return jdbc.sql("select hash from audit.seal where seq = :seq")
                .param("seq", seq)
                .query(byte[].class)
                .optional();
    }

    /** Lines that neither stand in the chain nor wait for it. @param since ids from this one on */
    List<UUID> unknown(@Nullable UUID since, int most) {
        return jdbc.sql(
                        """
                        select l.id from audit.line l
                         where (cast(:since as uuid) is null or l.id >= :since)
                           and not exists (select 1 from audit.seal s where s.line_id = l.id)
                           and not exists (select 1 from audit.unsealed u where u.line_id = l.id)
                         order by l.id limit :most
                        """)
                .param("since", since)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    long waiting() {
        return jdbc.sql("select count(*) from audit.unsealed").query(Long.class).single();
    }

    /** Whether a line says that the person was erased. */
    boolean erasureStands(UUID personId) {
        return jdbc.sql(
                        "select exists (select 1 from audit.line where subject_id = :id and event like '%.PersonErased')")
                .param("id", personId)
                .query(Boolean.class)
                .single();
    }

    /** The name in the token goes, the lines and the chain stay. */
    void erase(UUID personId) {
        jdbc.sql(
                        """
                        update audit.seal set subject_salt = null
                         where subject_salt is not null
                           and line_id in (select id from audit.line where actor_id = :id)
                        """)
                .param("id", personId)
                .update();
        jdbc.sql("update audit.line set actor_subject = 'erased' where actor_id = :id and actor_subject <> 'erased'")
                .param("id", personId)
                .update();
    }

    Optional<Head> lastExported() {
        return jdbc.sql("select seq, hash from audit.head order by seq desc limit 1")
                .query(Head.class)
                .optional();
    }

    void exported(Head head, Instant at) {
        jdbc.sql(
                        """
                        insert into audit.head (seq, hash, exported_at) values (:seq, :hash, :at)
                        on conflict (seq) do nothing
                        """)
                .param("seq", head.seq())
                .param("hash", head.hash())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static ChainLine line(ResultSet row) throws SQLException {
        return new ChainLine(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("actor_id", UUID.class),
                row.getString("actor_subject"),
                row.getString("event"),
                row.getObject("subject_id", UUID.class),
                row.getString("facts"),
                row.getString("trace_id"));
    }
}
