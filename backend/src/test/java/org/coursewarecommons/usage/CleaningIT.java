package org.coursewarecommons.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.usage.CleanWindows.Involved;
import org.coursewarecommons.usage.CleanWindows.Item;
import org.coursewarecommons.usage.CleanWindows.Season;
import org.coursewarecommons.usage.CleanWindows.Sums;
import org.coursewarecommons.usage.CleanWindows.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each cleaning rule on events of its own, and what holds for any events (DOMAIN 4.3, 4.11). */
@IntegrationTest
class CleaningIT {

    private static final LocalDate FIRST_WEEK = LocalDate.of(2026, 3, 2);
    private static final int WEEKS = 19;
    private static final String ALL_WEEKS = "1".repeat(WEEKS);
    /** 10:01 of a Tuesday in the district. */
    private static final Instant TEN_PAST_ONE = Instant.parse("2026-03-03T02:01:00Z");

    private static final long DAY = 86_400;

    private final CleanWindows windows;
    private final JdbcClient jdbc;
    private final Api api;
    private UUID run = UUID.randomUUID();
    private final UUID resource = UUID.randomUUID();
    private final UUID ownSchool = UUID.randomUUID();
    private final UUID otherSchool = UUID.randomUUID();
    private final UUID author = UUID.randomUUID();
    private final UUID reviewer = UUID.randomUUID();
    private final UUID steward = UUID.randomUUID();
    private final UUID teacher = UUID.randomUUID();

    CleaningIT(@Autowired ApplicationContext context) {
        windows = context.getBean(CleanWindows.class);
        jdbc = context.getBean(JdbcClient.class);
        api = new Publishing(context).api();
    }

    /** @param seconds after {@link #TEN_PAST_ONE} */
    private record Use(UUID actor, UUID school, String verb, long seconds) {}

    @ParameterizedTest
    @CsvSource({"0 29,1", "0 35,2", "0 25 50,1", "0 40 65,2"})
    void clicksWithinThirtySecondsAreOne(String clicks, int units) {
        for (String second : clicks.split(" ")) {
            use(new Use(teacher, otherSchool, "VIEW", Long.parseLong(second)), "sitting " + second);
        }

        clean();

        // A sitting each, so that only the thirty seconds decide.
        assertThat(units("VIEW")).isEqualTo(units);
    }

    @Test
    void anHourWithoutASessionIsOneSitting() {
        use(new Use(teacher, otherSchool, "DOWNLOAD", 0));
        use(new Use(teacher, otherSchool, "DOWNLOAD", 600));
        use(new Use(teacher, otherSchool, "DOWNLOAD", 3600));

        Sums sums = clean();

        assertThat(units("DOWNLOAD")).isEqualTo(2);
        assertThat(sums.excluded()).containsExactly(entry("lighterUse", 1L), entry("session", 1L));
    }

    @Test
    void whatWasDutyOrNoPersonCountsNothingAndIsCounted() {
        use(new Use(author, ownSchool, "ADAPT", 0));
        use(new Use(reviewer, otherSchool, "CLASS_USE", 0));
        use(new Use(steward, otherSchool, "DOWNLOAD", 0));
        use(new Use(teacher, otherSchool, "PREVIEW", 0));
        jdbc.sql(
                        "update usage.event set robot = true where resource_id = :id and actor_id = :actor and verb = 'PREVIEW'")
                .param("id", resource)
                .param("actor", teacher)
                .update();
        use(new Use(teacher, otherSchool, "PREVIEW", 100));

        Sums sums = clean();

        assertThat(sums.use()).isZero();
        assertThat(sums.excluded())
                .containsExactly(
                        entry("author", 1L),
                        entry("reviewer", 1L),
                        entry("robots", 1L),
                        entry("shortPreview", 1L),
                        entry("staff", 1L));
    }

    @Test
    void aTeacherCountsByTheHeaviestUseOfAWeekAndHalfAtTheAuthorsSchool() {
        use(new Use(teacher, otherSchool, "DOWNLOAD", 0));
        use(new Use(teacher, otherSchool, "CLASS_USE", DAY));
        use(new Use(teacher, otherSchool, "DOWNLOAD", 8 * DAY));
        use(new Use(UUID.randomUUID(), ownSchool, "COLLECT", 0));

        Sums sums = clean();

        assertThat(sums.use()).isEqualTo(1 + .5 + .375);
        assertThat(sums.outside()).isEqualTo(1.5);
        assertThat(sums.users()).isEqualTo(2);
        assertThat(sums.deep()).isEqualTo(2);
        assertThat(sums.returning()).isEqualTo(1);
        assertThat(sums.schools()).isEqualTo(2);
    }

    @Test
    void outOfSeasonNothingCounts() {
        use(new Use(teacher, otherSchool, "CLASS_USE", 0));
        clean();

        assertThat(sums("0" + "1".repeat(WEEKS - 1)).use()).isZero();
        assertThat(sums(ALL_WEEKS).use()).isEqualTo(1);
    }

    @Test
    void aSpikeIsFlaggedAndLeftIn() {
        for (int i = 0; i < 30; i++) {
            use(new Use(UUID.randomUUID(), otherSchool, "DOWNLOAD", i));
        }

        Sums sums = clean();

        assertThat(sums.spikes()).isEqualTo(1);
        assertThat(sums.use()).isEqualTo(15);
    }

    @Test
    void aStewardExcludesASpikeWithAReasonAndTakesItBack() {
        for (int i = 0; i < 30; i++) {
            use(new Use(UUID.randomUUID(), otherSchool, "DOWNLOAD", i));
        }
        clean();
        String path = "resources/" + resource + "/spikes/2026-03-03";
        String others = "resources/" + resource + "/spikes/2026-03-04";

        assertThat(api.as("T-JHS-042-03")
                        .put(path, Map.of("excluded", true, "reason", "两个账号反复下载"))
                        .status())
                .isEqualTo(403);
        assertThat(api.as("D-01")
                        .put(others, Map.of("excluded", true, "reason", "两个账号反复下载"))
                        .status())
                .isEqualTo(404);
        assertThat(api.as("D-01").put(path, Map.of("excluded", true)).status()).isEqualTo(422);
        Api.Answer excluded = api.as("D-01").put(path, Map.of("excluded", true, "reason", "两个账号反复下载"));
        assertThat(excluded.status()).as(excluded.toString()).isEqualTo(200);
        // What was cleaned stays as it is; the next cleaning goes by it.
        assertThat(sums(ALL_WEEKS).use()).isEqualTo(15);
        UUID first = run;
        run = UUID.randomUUID();
        Sums without = clean();
        assertThat(without.use()).isZero();
        assertThat(without.excluded()).containsExactly(entry("spike", 30L));
        JsonNode counts = api.as("D-01").get("usage-cleaning-runs/" + run).json();
        assertThat(counts.get("rules").asText()).isEqualTo("clean-2");
        assertThat(counts.at("/excluded/0/rule").asText()).isEqualTo("C8");
        assertThat(counts.at("/excluded/0/events").asLong()).isEqualTo(30);
        assertThat(api.as("D-01").get("usage-cleaning-runs/" + first).json().at("/excluded"))
                .isEmpty();

        assertThat(api.as("D-01").get("usage-cleaning-runs").json().get("items").findValuesAsText("id"))
                .contains(run.toString(), first.toString());
        assertThat(api.as("T-JHS-042-03").get("usage-cleaning-runs").status()).isEqualTo(403);

        Map<String, Object> back = Map.of("excluded", false, "reason", "经核实为联片教研活动");
        assertThat(api.as("D-01").put(path, back).status()).isEqualTo(428);
        assertThat(api.as("D-01").ifMatch("\"7\"").put(path, back).status()).isEqualTo(412);
        assertThat(api.as("D-01").ifMatch(excluded.eTag()).put(path, back).status())
                .isEqualTo(200);
        run = UUID.randomUUID();
        assertThat(clean().use()).isEqualTo(15);
        JsonNode history =
                api.as("D-01").get("resources/" + resource + "/spikes").json();
        assertThat(history.get("items").findValuesAsText("excluded")).containsExactly("false", "true");
        JsonNode spikes =
                api.as("D-01").get("usage-cleaning-runs/" + run + "/spikes").json();
        assertThat(spikes.at("/items/0/units").asLong()).isEqualTo(30);
        assertThat(spikes.at("/items/0/decision/excluded").asBoolean()).isFalse();
    }

    @Test
    void aLateEventCountsInTheNextCleaningOnly() {
        use(new Use(teacher, otherSchool, "DOWNLOAD", 0));
        Sums before = clean();
        use(new Use(teacher, otherSchool, "DOWNLOAD", 7 * DAY));
        jdbc.sql("update usage.event set received_at = now() + interval '1 hour' where resource_id = :id and at > :at")
                .param("id", resource)
                .param("at", TEN_PAST_ONE.plusSeconds(DAY).atOffset(ZoneOffset.UTC))
                .update();

        assertThat(sums(ALL_WEEKS)).isEqualTo(before);
        assertThat(api.as("D-01")
                        .get("usage-cleaning-runs/" + run)
                        .json()
                        .get("late")
                        .asLong())
                .isPositive();
        UUID first = run;
        run = UUID.randomUUID();
        assertThat(clean().use()).isEqualTo(1);
        run = first;
        assertThat(sums(ALL_WEEKS)).isEqualTo(before);
    }

    @Test
    void aVoidedUseIsTakenOutAndCounted() {
        use(new Use(teacher, otherSchool, "DOWNLOAD", 0));
        use(new Use(teacher, otherSchool, "CLASS_USE", DAY));
        jdbc.sql(
                        """
                        insert into usage.event_void (actor_id, event_id, statement_id, voided_at)
                        select actor_id, event_id, gen_random_uuid(), now() from usage.event
                         where resource_id = :id and verb = 'CLASS_USE'
                        """)
                .param("id", resource)
                .update();

        Sums sums = clean();

        assertThat(sums.use()).isEqualTo(.5);
        assertThat(sums.excluded()).containsExactly(entry("voided", 1L));
    }

    /** Whatever else is true: DOMAIN 4.11. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void eventsThatDoNotCountChangeNothing(long seed) {
        Random random = new Random(seed);
        List<String> verbs = List.of("VIEW", "PREVIEW", "DOWNLOAD", "COLLECT", "CLASS_USE", "ADAPT");
        List<Use> counted = new java.util.ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Use one = new Use(
                    i % 3 == 0 ? teacher : UUID.randomUUID(),
                    random.nextBoolean() ? ownSchool : otherSchool,
                    verbs.get(random.nextInt(6)),
                    i * 4000L);
            counted.add(one);
            use(one);
        }
        String season = "1".repeat(10) + "0".repeat(WEEKS - 10);
        clean();
        Sums before = sums(season);

        for (Use one : counted) {
            // A click before it, the author's, a reviewer's, staff's; and what is out of season, whoever it is by.
            use(new Use(one.actor(), one.school(), one.verb(), one.seconds() - 1 - random.nextInt(29)));
            use(new Use(author, otherSchool, "ADAPT", one.seconds()));
            use(new Use(reviewer, otherSchool, "CLASS_USE", one.seconds()));
            use(new Use(steward, otherSchool, "COLLECT", one.seconds()));
            use(new Use(UUID.randomUUID(), otherSchool, "CLASS_USE", 11 * 7 * DAY + one.seconds() % DAY));
        }
        UUID robot = UUID.randomUUID();
        use(new Use(robot, otherSchool, "CLASS_USE", 100));
        jdbc.sql("update usage.event set robot = true where actor_id = :actor")
                .param("actor", robot)
                .update();
        clean();
        Sums after = sums(season);

        assertThat(after.use()).isEqualTo(before.use());
        assertThat(after.outside()).isEqualTo(before.outside());
        assertThat(after.schools()).isEqualTo(before.schools());
        assertThat(after.users()).isEqualTo(before.users());
        assertThat(after.deep()).isEqualTo(before.deep());
        assertThat(after.returning()).isEqualTo(before.returning());
    }

    @Test
    void nobodyAddsMoreThanOneAndAHalfAWeekAndASecondCleaningChangesNothing() {
        Random random = new Random(7);
        List<String> verbs = List.of("VIEW", "PREVIEW", "DOWNLOAD", "COLLECT", "CLASS_USE", "ADAPT");
        for (int i = 0; i < 200; i++) {
            use(new Use(teacher, otherSchool, verbs.get(random.nextInt(6)), random.nextInt((int) (14 * DAY))));
        }

        Sums first = clean();
        Sums second = clean();

        assertThat(first.use()).isBetween(1.0, 3 * 1.5);
        assertThat(second).isEqualTo(first);
        assertThat(jdbc.sql("select max(weight) from usage.weekly_use where run_id = :run")
                        .param("run", run)
                        .query(Double.class)
                        .single())
                .isLessThanOrEqualTo(1.5);
    }

    private Sums clean() {
        windows.clean(
                new Window(run, "2025S2", FIRST_WEEK, WEEKS),
                List.of(new Item(resource, ownSchool, Set.of(author))),
                List.of(new Involved(resource, reviewer)),
                Set.of(steward));
        return sums(ALL_WEEKS);
    }

    private Sums sums(String season) {
        return windows.sums(
                        run,
                        List.of(new Season(resource, ownSchool, season)),
                        Map.of(ownSchool, Set.of(ownSchool)),
                        Set.of())
                .get(resource);
    }

    private long units(String verb) {
        return jdbc.sql("select coalesce(sum(units), 0) from usage.daily_use where resource_id = :id and verb = :verb")
                .param("id", resource)
                .param("verb", verb)
                .query(Long.class)
                .single();
    }

    private void use(Use use) {
        use(use, null);
    }

    private void use(Use use, @Nullable String session) {
        jdbc.sql(
                        """
                        insert into usage.event (actor_id, event_id, resource_id, verb, at, received_at, school_id, client,
                                                 source, counted, session_id)
                        values (:actor, gen_random_uuid(), :resource, :verb, :at, :at, :school, false, 'REPORTED', false,
                                :session)
                        """)
                .param("actor", use.actor())
                .param("resource", resource)
                .param("verb", use.verb())
                .param("at", TEN_PAST_ONE.plusSeconds(use.seconds()).atOffset(ZoneOffset.UTC))
                .param("school", use.school())
                .param("session", session)
                .update();
    }
}
