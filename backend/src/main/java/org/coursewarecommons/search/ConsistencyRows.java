package org.coursewarecommons.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coursewarecommons.shared.ConsistencyCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The last comparison of database and index, and whose turn the next one is. */
@Repository
class ConsistencyRows {

    /** Renewed while it runs; then its backend is taken for gone. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    ConsistencyRows(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** A comparison to make. @param requestedAt null when it is only its time */
    record Turn(@Nullable OffsetDateTime requestedAt, boolean repair) {}

    private record Row(
            @Nullable OffsetDateTime requestedAt,
            @Nullable OffsetDateTime claimedUntil,
            @Nullable OffsetDateTime checkedAt,
            String counts,
            String repaired,
            String details) {}

    void request(boolean repair) {
        jdbc.sql("update search.consistency set requested_at = :now, repair = repair or :repair")
                .param("now", now())
                .param("repair", repair)
                .update();
    }

    /** @param every a comparison is due without anybody asking for it */
    Optional<Turn> claim(Duration every) {
        OffsetDateTime now = now();
        return jdbc.sql(
                        """
                        update search.consistency set claimed_until = :until
                         where (claimed_until is null or claimed_until < :now)
                           and (requested_at is not null or checked_at is null or checked_at < :due)
                        returning requested_at, repair
                        """)
                .param("until", now.plus(LEASE))
                .param("now", now)
                .param("due", now.minus(every))
                .query(Turn.class)
                .optional();
    }

    void renew() {
        jdbc.sql("update search.consistency set claimed_until = :until")
                .param("until", now().plus(LEASE))
                .update();
    }

    /** Not now; once more after the pause. */
    void putOff(Duration pause) {
        jdbc.sql("update search.consistency set claimed_until = :until")
                .param("until", now().plus(pause))
                .update();
    }

    /** A wish that came meanwhile stays. */
    void keep(Turn turn, Instant checkedAt, Map<String, Long> repaired, ConsistencyScan.Findings found) {
        jdbc.sql(
                        """
                        update search.consistency
                           set checked_at = :checkedAt, counts = :counts, repaired = :repaired, details = :details,
                               claimed_until = null,
                               repair = repair and requested_at is distinct from cast(:seen as timestamptz),
                               requested_at = case when requested_at is distinct from cast(:seen as timestamptz)
                                                   then requested_at end
                        """)
                .param("checkedAt", checkedAt.atOffset(ZoneOffset.UTC))
                .param("counts", write(found.counts()))
                .param("repaired", write(repaired))
                .param("details", write(found.details()))
                .param("seen", turn.requestedAt())
                .update();
    }

    ConsistencyCheck.Result last() {
        Row row = jdbc.sql(
                        "select requested_at, claimed_until, checked_at, counts, repaired, details from search.consistency")
                .query(Row.class)
                .single();
        OffsetDateTime checkedAt = row.checkedAt();
        return new ConsistencyCheck.Result(
                read(row.counts(), new TypeReference<Map<String, Long>>() {}),
                read(row.repaired(), new TypeReference<Map<String, Long>>() {}),
                checkedAt == null ? null : checkedAt.toInstant(),
                row.requestedAt() != null || row.claimedUntil() != null,
                read(row.details(), new TypeReference<List<ConsistencyCheck.Detail>>() {}));
    }

    private String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private <T> T read(String json, TypeReference<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
