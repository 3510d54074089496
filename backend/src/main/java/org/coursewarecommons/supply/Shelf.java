package org.coursewarecommons.supply;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.organisation.Term;
import org.jspecify.annotations.Nullable;

/** What is published today, counted. Each method sends one statement. */
public interface Shelf {

    /** Items by subject and grade; what is for two grades counts in both. Cells without any are missing. */
    List<Cell> cells();

    /**
     * Items that could be taught in a term, alike ones together.
     *
     * @param ownerSchoolIds null: of all schools together, and the stock names none
     */
    List<Stock> stock(Term term, @Nullable Collection<UUID> ownerSchoolIds);

    /** How many items of each school were published in the span and reach beyond it. */
    Map<UUID, Long> sharedBySchool(Instant from, Instant until);

    /** Items with authors of both schools of a pairing that reach beyond a school, by pairing. */
    Map<UUID, Joint> joint(Collection<Schools.Pairing> pairings);

    /** @param district those that the whole district may use; @param any of any scope */
    record Cell(String subject, String grade, long district, long any) {}

    /**
     * @param ownerSchoolId null unless asked for
     * @param weeks teaching weeks of the term in which they were live and in season, 1 or more
     */
    record Stock(
            @Nullable UUID ownerSchoolId,
            @Nullable String subject,
            Set<String> grades,
            Set<String> scopes,
            int weeks,
            long items) {

        public Stock {
            grades = Set.copyOf(grades);
            scopes = Set.copyOf(scopes);
        }
    }

    /** @param inSubject those in the subject that the pairing names */
    record Joint(long items, long inSubject) {}
}
