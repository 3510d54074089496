package org.coursewarecommons.sharing;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.People.PersonSummary;

/**
 * Who may find and read what. A scope id is a stable text: {@code school:<uuid>}, {@code collective:<uuid>}, {@code
 * district}, {@code public}.
 */
public interface Visibility {

    /** Every person of the district, and the systems of its schools and collectives, stand in it. */
    String DISTRICT = "district";

    /** Everybody stands in it, also those who have no account. */
    String PUBLIC = "public";

    /** Every scope the caller stands in, now: resolved anew at each call, so that a membership change acts at once. */
    Set<String> scopesOf(Actor actor);

    /** Scopes by resource id; a resource without any is missing. */
    Map<UUID, Set<String>> scopesOf(Collection<UUID> resourceIds);

    /** What a resource is shared with. @param latest since when it has the scope that came last */
    record Shared(Set<String> scopes, Instant latest) {}

    /** By resource id; a resource without any scope is missing. */
    Map<UUID, Shared> shared(Collection<UUID> resourceIds);

    /** Since when each is open to whoever stands in these scopes; what is not open to them is missing. */
    Map<UUID, Instant> openSince(Collection<UUID> resourceIds, Set<String> scopes);

    /**
     * Replaces a resource's scopes by those of an accepted submission, in the caller's transaction, and publishes a
     * {@link ScopesChanged} event.
     *
     * @param schoolId the contributor's school
     */
    void grant(UUID resourceId, UUID schoolId, TargetScope scope);

    /** Adds scopes to those that the resource has, with the same event. In the caller's transaction. */
    void widen(UUID resourceId, UUID schoolId, TargetScope scope);

    /**
     * Takes one scope away, with the same event; what is shared more widely besides stays so. In the caller's transaction,
     * and only after a hearing.
     *
     * @return false when it had no such scope
     */
    boolean withdraw(UUID resourceId, String scopeId);

    /** Persons who keep the resource at hand. */
    Set<UUID> followers(UUID resourceId);

    /**
     * Which of these resources the caller may read by scope or because they are the caller's own; with a fixed number of
     * queries however many they are.
     *
     * @param versions live ones
     */
    Set<UUID> readable(Actor actor, Collection<VersionDetail> versions);

    /** Which of these persons stand in one of the scopes today. */
    Set<UUID> standing(Collection<PersonSummary> persons, Set<String> scopes);
}
