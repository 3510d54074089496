package org.coursewarecommons.localstack.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes up what a district does with its items (DOMAIN 7.6): most visits only look, the better an item, the further people
 * go with it and the more of them come back; noise is mixed in that the cleaning has to find. The same seed and items give
 * the same uses.
 */
final class UseGenerator {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Shares of all events. */
    private static final double ROBOTS = .03;

    private static final double DOUBLE_CLICKS = .06;
    private static final double SELF_USE = .02;
    private static final double MACHINES = .002;
    private static final double SPIKE = .01;

    private static final int THIN_VISITS = 6;
    private static final int UNUSED = 12;
    private static final int THIN = 8;
    private static final double IN_SEASON = .92;
    private static final double RATES = .22;

    private final District district;
    private final List<Item> items;
    private final long seed;
    private final int events;
    private final Set<String> robots;
    private final List<Use> uses = new ArrayList<>();
    private final List<Opinion> opinions = new ArrayList<>();

    private UseGenerator(District district, List<Item> items, long seed, int events) {
        this.district = district;
        this.items = items;
        this.seed = seed;
        this.events = events;
        this.robots = Set.copyOf(district.robots());
    }

    /** @param uses by their time; @param opinions in the order of the items */
    record Year(List<Use> uses, List<Opinion> opinions) {

        List<Use> between(LocalDate from, LocalDate until) {
            Instant first = from.atStartOfDay(ZONE).toInstant();
            Instant end = until.plusDays(1).atStartOfDay(ZONE).toInstant();
            return uses.stream()
                    .filter(use -> !use.at().isBefore(first) && use.at().isBefore(end))
                    .toList();
        }

        List<Opinion> opinionsBetween(LocalDate from, LocalDate until) {
            return opinions.stream()
                    .filter(opinion ->
                            !opinion.day().isBefore(from) && !opinion.day().isAfter(until))
                    .toList();
        }
    }

    /** @param events about how many in all */
    static Year generate(District district, List<Item> items, long seed, int events) {
        return new UseGenerator(district, items, seed, events).generate();
    }

    private Year generate() {
        visits();
        doubleClicks();
        selfUse();
        robots();
        machines();
        spike();
        uses.sort(Comparator.comparing(Use::at).thenComparing(Use::id));
        return new Year(List.copyOf(uses), List.copyOf(opinions));
    }

    private void visits() {
        Set<String> unused = new HashSet<>();
        Set<String> thin = new HashSet<>();
        spare(unused, thin);
        double sum = items.stream().mapToDouble(Item::weight).sum();
        double visits = events * (1 - ROBOTS - DOUBLE_CLICKS - SELF_USE - MACHINES - SPIKE) * Visits.LOOKS;
        Visits made = new Visits(district, seed, uses);
        for (Item item : items) {
            int count = unused.contains(item.key()) ? 0 : (int) StrictMath.round(visits * item.weight() / sum);
            if (thin.contains(item.key()) || item.is("new-item-observing") || item.is("low-exposure-boost")) {
                count = Math.min(count, THIN_VISITS);
            }
            opinions.addAll(made.of(item, count, IN_SEASON, RATES));
        }
    }

    /** Some items nobody uses, and some hardly anybody has seen: taken from those that stand for nothing else. */
    private void spare(Set<String> unused, Set<String> thin) {
        List<String> plain = new ArrayList<>(items.stream()
                .filter(item -> item.scenario().isEmpty() && !item.scope().equals("DISTRICT"))
                .map(Item::key)
                .toList());
        Dice dice = new Dice(seed, "unused");
        for (int i = 0; i < UNUSED + THIN && !plain.isEmpty(); i++) {
            (i < UNUSED ? unused : thin).add(plain.remove(dice.below(plain.size())));
        }
    }

    /** Clicks on the same within half a minute: an earlier one for some that are there. */
    private void doubleClicks() {
        Dice dice = new Dice(seed, "double-clicks");
        int made = uses.size();
        for (int i = 0; made > 0 && i < events * DOUBLE_CLICKS; i++) {
            Use use = uses.get(dice.below(made));
            uses.add(use.earlier(dice.id(), 1 + dice.below(29)));
        }
    }

    /** Authors who look at their own work. */
    private void selfUse() {
        Dice dice = new Dice(seed, "self-use");
        List<Item> some = items.stream().filter(item -> !weeks(item).isEmpty()).toList();
        for (int i = 0; !some.isEmpty() && i < events * SELF_USE; i++) {
            Item item = dice.of(some);
            uses.add(new Use(
                    dice.id(),
                    item.owner(),
                    "",
                    item.key(),
                    dice.chance(.5) ? "DOWNLOAD" : "CLASS_USE",
                    at(item, dice),
                    0,
                    "own" + i,
                    ""));
        }
    }

    private void robots() {
        Dice dice = new Dice(seed, "robots");
        List<String> names = robots.stream()
                .filter(name -> name.matches("[a-z0-9]{5,20}"))
                .sorted()
                .toList();
        String program = dice.of(names);
        List<Item> open = inDistrict();
        for (int i = 0; !open.isEmpty() && i < events * ROBOTS; i++) {
            Item item = dice.of(open);
            String sender = district.teachers().get(0).code();
            uses.add(new Use(dice.id(), sender, program, item.key(), "DOWNLOAD", at(item, dice), 0, "crawl" + i, ""));
        }
    }

    /** A school's system: mostly for teachers that it names opaquely, sometimes for nobody. */
    private void machines() {
        Dice dice = new Dice(seed, "machines");
        List<Item> open = inDistrict();
        for (int i = 0; !open.isEmpty() && i < 2 * events * MACHINES; i++) {
            Item item = dice.of(open);
            String behalf = i % 2 == 0 ? "" : "jiaoshi-" + dice.below(40);
            uses.add(new Use(
                    dice.id(),
                    Simulation.CLIENT,
                    "",
                    item.key(),
                    "CLASS_USE",
                    at(item, dice),
                    0,
                    "lesson" + i,
                    behalf));
        }
    }

    /** One item, one day, two accounts. */
    private void spike() {
        Dice dice = new Dice(seed, "spike");
        List<Item> open = inDistrict();
        if (open.isEmpty()) {
            return;
        }
        Item item = open.stream()
                .filter(one -> one.is("usage-spike-positive"))
                .findFirst()
                .orElseGet(() -> dice.of(open));
        LocalDate day = dice.of(weeks(item)).plusDays(2);
        List<Person> two = List.of(dice.of(district.teachers()), dice.of(district.teachers()));
        for (int i = 0; i < events * SPIKE; i++) {
            Instant at = day.atTime(8, 0).plusSeconds(60L * i).atZone(ZONE).toInstant();
            uses.add(new Use(dice.id(), two.get(i % 2).code(), "", item.key(), "DOWNLOAD", at, 0, "spike" + i, ""));
        }
    }

    private List<Item> inDistrict() {
        return items.stream()
                .filter(item -> item.scope().equals("DISTRICT") && !weeks(item).isEmpty())
                .toList();
    }

    private static List<LocalDate> weeks(Item item) {
        return item.season().isEmpty() ? item.around() : item.season();
    }

    private static Instant at(Item item, Dice dice) {
        return moment(dice.of(weeks(item)), dice);
    }

    /** Lessons are prepared in the evening, most of them from Monday to Thursday. */
    static Instant moment(LocalDate monday, Dice dice) {
        int day = dice.weighted(.22, .22, .21, .20, .10, .01, .04);
        int hour = dice.chance(.5) ? 19 + dice.below(3) : 8 + dice.below(10);
        return monday.plusDays(day)
                .atTime(LocalTime.of(hour, dice.below(60), dice.below(60)))
                .atZone(ZONE)
                .toInstant();
    }
}
