package org.coursewarecommons.identity.spi;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/** Finds whom a token speaks of. Answered by the module that keeps persons and school clients. */
public interface PersonDirectory {

    /**
     * @param issuer the token's {@code iss}
     * @param subject the token's {@code sub}
     * @return empty when nobody is known under these; the caller then gets 403 {@code no-person}
     */
    Optional<Known> find(String issuer, String subject);

    /**
     * A person, or a school's system.
     *
     * @param id of the person or of the client
     * @param schoolId null for staff of the district
     * @param roles held by appointment today
     * @param client true for a school's system
     */
    record Known(UUID id, String name, @Nullable UUID schoolId, Set<Role> roles, boolean client) {}
}
