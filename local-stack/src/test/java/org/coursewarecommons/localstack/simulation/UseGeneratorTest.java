package org.coursewarecommons.localstack.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coursewarecommons.localstack.simulation.UseGenerator.Year;
import org.junit.jupiter.api.Test;

/** The made-up district is the one that DOMAIN 7.6 asks for, and the same one each time. */
class UseGeneratorTest {

    private static final Path SEEDS = Path.of("..", "seeds");
    private static final int EVENTS = 20_000;
    private static final District DISTRICT = new District(SEEDS, List.of("2025S1", "2025S2"));
    private static final List<Item> ITEMS = items(7);
    private static final Year YEAR = UseGenerator.generate(DISTRICT, ITEMS, 7, EVENTS);

    @Test
    void givenTheSameSeed_thenEveryEventIsTheSame() {
        Year again = UseGenerator.generate(new District(SEEDS, List.of("2025S1", "2025S2")), items(7), 7, EVENTS);

        assertThat(again).isEqualTo(YEAR);
    }

    @Test
    void givenAnotherSeed_thenItIsAnotherYear() {
        assertThat(UseGenerator.generate(DISTRICT, items(8), 8, EVENTS).uses()).isNotEqualTo(YEAR.uses());
    }

    @Test
    void givenTheFunnel_thenTheSharesAreThoseThatWereAskedFor() {
        Map<String, Long> verbs = YEAR.uses().stream()
                .filter(use -> use.program().isEmpty() && !use.sitting().startsWith("spike"))
                .collect(Collectors.groupingBy(Use::verb, Collectors.counting()));
        double all = verbs.values().stream().mapToLong(Long::longValue).sum();

        assertThat((double) YEAR.uses().size()).isCloseTo(EVENTS, within(EVENTS * .15));
        assertThat(verbs.get("VIEW") / all).isCloseTo(.52, within(.05));
        assertThat(verbs.get("PREVIEW") / all).isCloseTo(.22, within(.04));
        assertThat(verbs.get("DOWNLOAD") / all).isCloseTo(.17, within(.05));
    }

    @Test
    void givenRobotsAndASpike_thenTheyAreThere() {
        assertThat((double) YEAR.uses().stream()
                        .filter(use -> !use.program().isEmpty())
                        .count())
                .isCloseTo(EVENTS * .03, within(2.0));
        List<Use> spike = YEAR.uses().stream()
                .filter(use -> use.sitting().startsWith("spike"))
                .toList();
        assertThat(spike).hasSizeBetween(EVENTS / 100, EVENTS / 100 + EVENTS / 1000);
        assertThat(spike.stream().map(Use::sender).distinct()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void givenAnyUse_thenItsUserMayReadTheItemAndItHasBeenPublished() {
        Map<String, Item> byKey = ITEMS.stream().collect(Collectors.toMap(Item::key, item -> item));
        for (Use use : YEAR.uses()) {
            Item item = byKey.get(use.item());
            if (use.behalf().isEmpty() && !use.sender().startsWith("client")) {
                Person user = DISTRICT.teacher(use.sender());
                Person owner = DISTRICT.teacher(item.owner());
                assertThat(item.scope().equals("DISTRICT")
                                || user.collective().equals(owner.collective())
                                        && item.scope().equals("COLLECTIVE")
                                || user.school().equals(owner.school()))
                        .isTrue();
            }
            LocalDate day = use.at().atZone(UseGenerator.ZONE).toLocalDate();
            Set<LocalDate> weeks = new TreeSet<>(item.season());
            weeks.addAll(item.around());
            assertThat(day).isAfterOrEqualTo(((TreeSet<LocalDate>) weeks).first());
        }
    }

    @Test
    void givenBetterItems_thenTheyAreUsedMoreOften() {
        Map<String, Long> uses = YEAR.uses().stream().collect(Collectors.groupingBy(Use::item, Collectors.counting()));
        List<Item> lessons = ITEMS.stream()
                .filter(item -> item.scope().equals("DISTRICT") && item.season().size() > 2)
                .toList();

        double correlation = Correlation.ofRanks(
                lessons.stream().map(Item::quality).toList(),
                lessons.stream()
                        .map(item -> uses.getOrDefault(item.key(), 0L)
                                / (double) item.season().size())
                        .toList());

        assertThat(correlation).isGreaterThan(.5);
    }

    @Test
    void givenEvents_thenTheirIdsDiffer() {
        Set<Object> ids = new HashSet<>();
        YEAR.uses().forEach(use -> ids.add(use.id()));

        assertThat(ids).hasSameSizeAs(YEAR.uses());
        assertThat(new ArrayList<>(YEAR.opinions()))
                .allSatisfy(opinion -> assertThat(opinion.stars()).isBetween(1, 5));
    }

    private static List<Item> items(long seed) {
        Set<String> keys =
                IntStream.rangeClosed(1, 200).mapToObj("RES-%04d"::formatted).collect(Collectors.toSet());
        return DISTRICT.items(keys, seed);
    }
}
