package org.coursewarecommons.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Remembers the answers of {@link Idempotent} doors for a day. */
@Component
class IdempotencyRecords {

    private static final Duration KEPT = Duration.ofHours(24);
    /** After this a reservation without an answer is taken for the rest of a crash. */
    private static final Duration RESERVED = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    IdempotencyRecords(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** @param fingerprint of the request; the same key with another one is a client's mistake */
    record Key(String caller, UUID value, String fingerprint) {}

    private record Stored(
            String fingerprint, @Nullable Integer status, @Nullable String headers, @Nullable String body) {}

    /** True when the caller may go on; waits while another transaction holds the same key. */
    boolean reserve(Key key) {
        Instant now = Instant.now();
        return jdbc.sql(
                                """
                        insert into shared.idempotency (caller, key, fingerprint, reserved_at)
                        values (:caller, :key, :fingerprint, :now)
                        on conflict (caller, key) do update
                           set reserved_at = excluded.reserved_at, fingerprint = excluded.fingerprint
                         where idempotency.status is null and idempotency.reserved_at < :stale
                        """)
                        .param("caller", key.caller())
                        .param("key", key.value())
                        .param("fingerprint", key.fingerprint())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("stale", now.minus(RESERVED).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The first answer again. */
    ResponseEntity<?> replay(Key key) {
        Stored stored = jdbc.sql(
                        """
                        select fingerprint, status, headers, body from shared.idempotency
                         where caller = :caller and key = :key
                        """)
                .param("caller", key.caller())
                .param("key", key.value())
                .query(Stored.class)
                .optional()
                .orElseThrow(() -> new ProblemException(SharedProblem.IDEMPOTENCY_IN_PROGRESS));
        if (!stored.fingerprint().equals(key.fingerprint())) {
            throw new ProblemException(SharedProblem.IDEMPOTENCY_KEY_REUSED);
        }
        if (stored.status() == null) {
            throw new ProblemException(SharedProblem.IDEMPOTENCY_IN_PROGRESS);
        }
        try {
            HttpHeaders headers = new HttpHeaders();
            mapper.readTree(stored.headers())
                    .properties()
                    .forEach(field ->
                            headers.add(field.getKey(), field.getValue().asText()));
            headers.add("Idempotency-Replayed", "true");
            JsonNode body = stored.body() == null ? null : mapper.readTree(stored.body());
            if (body != null) {
                headers.setContentType(MediaType.APPLICATION_JSON);
            }
            return ResponseEntity.status(stored.status()).headers(headers).body(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void store(Key key, ResponseEntity<?> answer) {
        try {
            jdbc.sql(
                            """
                            update shared.idempotency
                               set status = :status, headers = cast(:headers as jsonb), body = cast(:body as jsonb)
                             where caller = :caller and key = :key
                            """)
                    .param("status", answer.getStatusCode().value())
                    .param(
                            "headers",
                            mapper.writeValueAsString(answer.getHeaders().toSingleValueMap()))
                    .param("body", answer.getBody() == null ? null : mapper.writeValueAsString(answer.getBody()))
                    .param("caller", key.caller())
                    .param("key", key.value())
                    .update();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void forget(Key key) {
        jdbc.sql("delete from shared.idempotency where caller = :caller and key = :key and status is null")
                .param("caller", key.caller())
                .param("key", key.value())
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetOld() {
        jdbc.sql("delete from shared.idempotency where reserved_at < :before")
                .param("before", Instant.now().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
