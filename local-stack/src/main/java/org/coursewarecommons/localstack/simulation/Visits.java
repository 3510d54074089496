package org.coursewarecommons.localstack.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Teachers who come to an item, and how far each visit goes: the funnel of DOMAIN 7.6. */
final class Visits {

    /** Of all events, the part that only looks at the item's page; every visit begins so. */
    static final double LOOKS = .52;

    private static final double PREVIEW = .22 / LOOKS;
    private static final double DOWNLOAD = .15 / LOOKS;
    private static final double COLLECT = .06 / LOOKS;
    private static final double CLASS_USE = .048 / LOOKS;
    private static final double ADAPT = .002 / LOOKS;
    /** Weeks of tests see less preparation. */
    private static final double EXAMS = .6;

    private final List<Use> uses;
    private final long seed;
    private final Map<String, List<Person>> byArea;
    private final Map<String, List<Person>> byCollective;
    private final Map<String, List<Person>> bySchool;
    private final District district;

    /** @param uses gets the events */
    Visits(District district, long seed, List<Use> uses) {
        this.district = district;
        this.seed = seed;
        this.uses = uses;
        this.byArea = district.teachers().stream().collect(Collectors.groupingBy(Person::area));
        this.byCollective = district.teachers().stream().collect(Collectors.groupingBy(Person::collective));
        this.bySchool = district.teachers().stream().collect(Collectors.groupingBy(Person::school));
    }

    /** @return what the users think, those of {@code rates} of them who say so */
    List<Opinion> of(Item item, int count, double inSeason, double rates) {
        Dice dice = new Dice(seed, "visits/" + item.key());
        Set<Person> users = new LinkedHashSet<>();
        Map<String, Opinion> opinions = new LinkedHashMap<>();
        Map<String, Boolean> asked = new HashMap<>();
        for (int i = 0; i < count; i++) {
            LocalDate monday = week(item, inSeason, dice);
            if (monday == null) {
                return List.of();
            }
            Person user = user(item, users, dice);
            if (user.code().equals(item.owner())) {
                continue;
            }
            users.add(user);
            Instant at = UseGenerator.moment(monday, dice);
            boolean used = visit(item, user, at, item.key() + "/" + i, dice);
            if (used && asked.putIfAbsent(user.code(), true) == null && dice.chance(rates)) {
                LocalDate day = at.atZone(UseGenerator.ZONE).toLocalDate();
                opinions.put(user.code(), new Opinion(user.code(), item.key(), stars(item, dice), day));
            }
        }
        return new ArrayList<>(opinions.values());
    }

    private static @Nullable LocalDate week(Item item, double inSeason, Dice dice) {
        boolean season = !item.season().isEmpty() && (item.around().isEmpty() || dice.chance(inSeason));
        List<LocalDate> weeks = season ? item.season() : item.around();
        if (weeks.isEmpty()) {
            return null;
        }
        LocalDate drawn = dice.of(weeks);
        // The last weeks of a term are those of its tests.
        return season || dice.chance(EXAMS) ? drawn : dice.of(weeks);
    }

    /** Some come back; the better the item, the more, and the more of them from elsewhere. */
    private Person user(Item item, Set<Person> users, Dice dice) {
        if (!users.isEmpty() && dice.chance(.15 + .45 * item.quality())) {
            return dice.of(List.copyOf(users));
        }
        Person owner = district.teacher(item.owner());
        if (item.scope().equals("SCHOOL")) {
            return dice.of(bySchool.get(owner.school()));
        }
        boolean own = item.is("cross-collective-hit") ? dice.chance(.03) : dice.chance(.75 - .6 * item.quality());
        if (own || item.scope().equals("COLLECTIVE")) {
            return dice.of(byCollective.get(owner.collective()));
        }
        double rural = item.is("rural-heavy-use") ? .85 : .06 + .24 * item.quality();
        String area = List.of("URBAN", "TOWN", "RURAL").get(dice.weighted(.56 * (1 - rural), .44 * (1 - rural), rural));
        return dice.of(byArea.get(area));
    }

    /** @return whether it went as far as a download */
    private boolean visit(Item item, Person user, Instant at, String sitting, Dice dice) {
        double depth = .4 + 1.2 * item.quality();
        event(item, user, "VIEW", at, 0, sitting, dice);
        if (dice.chance(PREVIEW)) {
            event(item, user, "PREVIEW", at.plusSeconds(40), 20 + dice.below(200), sitting, dice);
        }
        boolean used = false;
        used |= step(item, user, "DOWNLOAD", DOWNLOAD * (.6 + .8 * item.quality()), at.plusSeconds(90), sitting, dice);
        used |= step(item, user, "COLLECT", COLLECT * depth, at.plusSeconds(150), sitting, dice);
        used |= step(item, user, "CLASS_USE", CLASS_USE * depth, at.plusSeconds(210), sitting, dice);
        used |= step(item, user, "ADAPT", ADAPT * depth, at.plusSeconds(270), sitting, dice);
        return used;
    }

    private boolean step(
            Item item, Person user, String verb, double probability, Instant at, String sitting, Dice dice) {
        boolean taken = dice.chance(probability);
        if (taken) {
            event(item, user, verb, at, 0, sitting, dice);
        }
        return taken;
    }

    private void event(Item item, Person user, String verb, Instant at, int seconds, String sitting, Dice dice) {
        uses.add(new Use(dice.id(), user.code(), "", item.key(), verb, at, seconds, sitting, ""));
    }

    private static int stars(Item item, Dice dice) {
        long drawn = StrictMath.round(2.2 + 2.8 * item.quality() + .6 * dice.bell());
        return (int) Math.max(1, Math.min(5, drawn));
    }
}
