package org.coursewarecommons.guard;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.coursewarecommons.Api;
import org.jspecify.annotations.Nullable;

/** Who knocks: the columns of the matrix. All live in schools that no other test counts on. */
enum Persona {
    ANONYMOUS("anonymous", null),
    /** A good token of the right issuer, but no person is known under its subject. */
    NOBODY("nobody", "nobody-of-this-district"),
    OWNER("owner", "T-JHS-077-01"),
    COLLEAGUE("colleague", "T-JHS-077-02"),
    STRANGER("stranger", "T-JHS-130-02"),
    REVIEWER("reviewer", "R-LS-JUNIOR-02"),
    TECHNICIAN("technician", "X-11"),
    SCHOOL_ADMIN("school_admin", "SA-JHS-077"),
    COLLECTIVE_STEWARD("collective_steward", "ST-LM06"),
    COORDINATOR("coordinator", "RC-01"),
    DISTRICT_STEWARD("district_steward", "D-03"),
    COMMITTEE("committee", "C-05"),
    AUDITOR("auditor", "AU-01"),
    CLIENT("client", "client-jt10");

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final String column;
    private final @Nullable String username;

    Persona(String column, @Nullable String username) {
        this.column = column;
        this.username = username;
    }

    String column() {
        return column;
    }

    /** Empty for the caller without any. */
    Optional<String> token() {
        if (username == null) {
            return Optional.empty();
        }
        return Optional.of(TOKENS.computeIfAbsent(
                username,
                name -> this == NOBODY
                        ? TokenForge.issuer()
                                .good()
                                .subject(name)
                                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                                .signed()
                        : Api.token(Map.of("username", name))));
    }

    String username() {
        return Optional.ofNullable(username).orElseThrow();
    }
}
