package org.coursewarecommons.search;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** A person's own searches; nobody else sees them. */
@Service
class SavedSearches {

    static final int MAX_PER_PERSON = 50;

    private final SavedSearchRows rows;
    private final SearchParser parser;
    private final DomainClock clock;

    SavedSearches(SavedSearchRows rows, SearchParser parser, DomainClock clock) {
        this.rows = rows;
        this.parser = parser;
        this.clock = clock;
    }

    Page<SavedSearch.View> page(Actor actor, PageRequest page) {
        String after = page.after(0);
        if (after != null) {
            requireUuid(after);
        }
        return Page.cut(
                        rows.page(actor.id(), page),
                        page,
                        rows.count(actor.id()),
                        search -> List.of(search.id().toString()))
                .map(SavedSearch::view);
    }

    /** @throws ProblemException 404 for somebody else's */
    SavedSearch get(UUID id, Actor actor) {
        return rows.find(id, actor.id()).orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 403 for a system, 400 for a query that is none, 409 at the limit */
    @Transactional
    public SavedSearch add(SavedSearch.Input input, Actor actor) {
        if (actor.isClient()) {
            // A system has no inbox.
            throw ProblemException.forbidden();
        }
        criteria(input.query());
        if (rows.countLocked(actor.id()) >= MAX_PER_PERSON) {
            throw new ProblemException(SearchProblem.TOO_MANY_SAVED_SEARCHES, MAX_PER_PERSON);
        }
        SavedSearch search = new SavedSearch(
                Ids.next(), actor.id(), input.name(), input.query(), input.notices(), 1, clock.now(), clock.now());
        rows.insert(search);
        return search;
    }

    /** @throws ProblemException 404, 412, or 400 for a query that is none */
    @Transactional
    public SavedSearch change(UUID id, SavedSearch.Input input, IfMatch ifMatch, Actor actor) {
        SavedSearch before = get(id, actor);
        ifMatch.require(before.revision());
        criteria(input.query());
        if (!rows.update(id, before.revision(), input, clock.now())) {
            throw new ProblemException(SharedProblem.STALE);
        }
        return get(id, actor);
    }

    /** @throws ProblemException 404 or 412 */
    @Transactional
    public void remove(UUID id, IfMatch ifMatch, Actor actor) {
        ifMatch.require(get(id, actor).revision());
        rows.delete(id);
    }

    /** @throws ProblemException invalid-parameter naming the parameter of the query */
    SearchCriteria criteria(String query) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.add(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isBlank()) {
                throw ProblemException.invalid("/query", "format");
            }
        }
        return parser.parse(parameters);
    }

    private static String decode(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw ProblemException.invalid("/query", "format");
        }
    }

    private static void requireUuid(String text) {
        try {
            UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}
