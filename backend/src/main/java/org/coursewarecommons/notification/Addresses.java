package org.coursewarecommons.notification;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Addresses that wait for their code. Wall clock: a simulated term must not lengthen a code's life. */
@Repository
class Addresses {

    static final int CODES_A_DAY = 5;
    private static final int MOST_TRIES = 5;
    private static final Duration VALID = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int MILLION = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;

    Addresses(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** A code that is to be mailed. */
    record Asked(UUID personId, String email, String code) {}

    /** @return false when the person has asked for too many codes today */
    boolean ask(UUID personId, String email) {
        Instant now = Instant.now();
        return jdbc.sql(
                                """
                        insert into notification.address as a (person_id, email, code, expires_at, next_send, asked_from)
                        values (:id, :email, :code, :expires, :now, :now)
                        on conflict (person_id) do update
                           set email = excluded.email, code = excluded.code, expires_at = excluded.expires_at,
                               tries = 0, next_send = excluded.next_send,
                               asked = case when a.asked_from < :dayAgo then 1 else a.asked + 1 end,
                               asked_from = case when a.asked_from < :dayAgo then :now else a.asked_from end
                         where a.asked_from < :dayAgo or a.asked < :most
                        """)
                        .param("id", personId)
                        .param("email", email)
                        .param("code", "%06d".formatted(RANDOM.nextInt(MILLION)))
                        .param("expires", now.plus(VALID).atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("dayAgo", now.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                        .param("most", CODES_A_DAY)
                        .update()
                == 1;
    }

    Optional<String> waiting(UUID personId) {
        return jdbc.sql("select email from notification.address where person_id = :id and expires_at > :now")
                .param("id", personId)
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /** The row stays for the sake of its count. */
    void forget(UUID personId) {
        jdbc.sql("update notification.address set expires_at = asked_from, next_send = null where person_id = :id")
                .param("id", personId)
                .update();
    }

    /** Counts the try, whatever becomes of the request. @return empty when there is nothing to confirm */
    Optional<Asked> attempt(UUID personId) {
        Optional<Asked> found = alone.execute(status -> jdbc.sql(
                        """
                        update notification.address set tries = tries + 1
                         where person_id = :id and expires_at > :now and tries < :most
                        returning person_id, email, code
                        """)
                .param("id", personId)
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .param("most", MOST_TRIES)
                .query(Asked.class)
                .optional());
        return found == null ? Optional.empty() : found;
    }

    /** Codes to be mailed; each belongs to one sender for a minute. */
    List<Asked> claim(int most) {
        Instant now = Instant.now();
        return jdbc.sql(
                        """
                        update notification.address set next_send = :lease
                         where person_id in (select person_id from notification.address
                                              where next_send <= :now and expires_at > :now
                                              order by next_send limit :most for update skip locked)
                        returning person_id, email, code
                        """)
                .param("lease", now.plus(LEASE).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Asked.class)
                .list();
    }

    /** @param code of the mail: one that was asked for since is still to be sent */
    void sent(UUID personId, String code) {
        jdbc.sql("update notification.address set next_send = null where person_id = :id and code = :code")
                .param("id", personId)
                .param("code", code)
                .update();
    }
}
