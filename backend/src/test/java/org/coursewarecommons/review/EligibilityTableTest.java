package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.organisation.Appointment;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.TaskState;
import org.coursewarecommons.worklist.Worklist;
import org.coursewarecommons.worklist.Worklist.Reviewing;
import org.junit.jupiter.api.Test;

/** DT-R2 as a table, which people read, and as code, which decides at claim: the same for every combination of inputs. */
class EligibilityTableTest {

    private static final UUID AUTHOR = new UUID(1, 1);
    private static final UUID REVIEWER = new UUID(1, 2);
    private static final UUID HOME = new UUID(2, 1);
    private static final UUID AWAY = new UUID(2, 2);
    private static final UUID HOME_GROUP = new UUID(3, 1);
    private static final UUID AWAY_GROUP = new UUID(3, 2);

    /** As the code names the rows of the table. */
    private static final Map<String, String> ROWS = Map.of(
            "author", "AUTHOR",
            "co-author", "AUTHOR",
            "same-school", "SAME_SCHOOL",
            "same-collective", "SAME_COLLECTIVE",
            "paired-school", "PAIRED_SCHOOL",
            "declared-interest", "DECLARED_INTEREST",
            "scored-before", "SCORED_BEFORE",
            "coverage", "COVERAGE",
            "open-tasks", "CAPACITY",
            "overdue-tasks", "OVERDUE");

    /** @param coAuthor once, within two years; the table sees contributors and co-authors as one */
    private record Person(
            Level level,
            boolean contributor,
            boolean coAuthor,
            boolean sameSchool,
            boolean sameCollective,
            boolean pairedSchool,
            boolean declaredInterest,
            boolean scoredBefore,
            boolean covered,
            int openTasks,
            int overdueTasks) {

        Map<String, Object> inputs() {
            return Map.of(
                    "level", level.name(),
                    "contributor", contributor || coAuthor,
                    "sameSchool", sameSchool,
                    "sameCollective", sameCollective,
                    "pairedSchool", pairedSchool,
                    "declaredInterest", declaredInterest,
                    "scoredBefore", scoredBefore,
                    "covered", covered,
                    "openTasks", openTasks,
                    "overdueTasks", overdueTasks);
        }

        UUID schoolId() {
            return sameSchool ? HOME : AWAY;
        }
    }

    private Person person;
    private final Eligibility eligibility = eligibility();

    @Test
    void givenEveryCombination_whenTableAndCodeAreAsked_thenTheyNameTheSameRule() throws Exception {
        DmnEngine engine =
                DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        DmnDecision table;
        try (InputStream model = getClass().getResourceAsStream("/models/reviewer-eligibility.dmn")) {
            table = engine.parseDecision(ReviewModel.DECISION_REVIEWER_ELIGIBILITY, model);
        }
        List<String> differences = new ArrayList<>();
        int asked = 0;
        for (Person each : everybody()) {
            person = each;
            String byTable = engine.evaluateDecisionTable(table, each.inputs()).getSingleEntry();
            if (!byTable.equals(byCode())) {
                differences.add(each + ": table " + byTable + ", code " + byCode());
            }
            asked++;
        }
        assertThat(asked).isEqualTo(3 * 256 * 3 * 3);
        assertThat(differences).isEmpty();
    }

    private String byCode() {
        Submission submission = submission();
        VersionDetail version = version();
        String rule = eligibility
                .conflict(
                        eligibility.exclusions(Kind.EXPERT, person.level(), submission, version),
                        REVIEWER,
                        person.schoolId())
                .orElse(null);
        Appointment appointment =
                new Appointment(Role.EXPERT, null, Set.of(person.covered() ? "SX" : "YW"), Set.of("PRIMARY"));
        if (rule == null && !Eligibility.covers(Kind.EXPERT, "", appointment, "SX", "PRIMARY", null)) {
            rule = Eligibility.COVERAGE;
        }
        if (rule == null) {
            rule = new Reviewing(person.openTasks(), person.overdueTasks(), 0, null, false)
                    .rules(appointment.capacity()).stream().findFirst().orElse(null);
        }
        return rule == null ? "ELIGIBLE" : ROWS.get(rule);
    }

    private static List<Person> everybody() {
        List<Person> all = new ArrayList<>();
        for (Level level : Level.values()) {
            for (int bits = 0; bits < 256; bits++) {
                for (int open : new int[] {0, 7, 8}) {
                    for (int overdue : new int[] {0, 2, 3}) {
                        all.add(new Person(
                                level,
                                (bits & 1) > 0,
                                (bits & 2) > 0,
                                (bits & 4) > 0,
                                (bits & 8) > 0,
                                (bits & 16) > 0,
                                (bits & 32) > 0,
                                (bits & 64) > 0,
                                (bits & 128) > 0,
                                open,
                                overdue));
                    }
                }
            }
        }
        return all;
    }

    /** The deciding code itself; only what it asks of others is answered from the person at hand. */
    private Eligibility eligibility() {
        Organisations district = answering(
                Organisations.class,
                Map.of(
                        "collectivesOf", () -> person.sameCollective() ? Set.of(HOME_GROUP) : Set.of(AWAY_GROUP),
                        "pairedWith", () -> person.pairedSchool() ? Set.of(person.schoolId()) : Set.of()));
        Interests interests = new Interests(null, null) {
            @Override
            Set<UUID> personsNear(Set<String> about) {
                return person.declaredInterest() ? Set.of(REVIEWER) : Set.of();
            }
        };
        return new Eligibility(
                new Conflicts(answering(
                        Organisations.class,
                        Map.of(
                                "collectivesOf",
                                () -> Set.of(HOME_GROUP),
                                "pairedWith",
                                () -> person.pairedSchool() ? Set.of(person.schoolId()) : Set.of()))),
                interests,
                answering(Catalogue.class, Map.of("coAuthors", () -> person.coAuthor() ? Set.of(REVIEWER) : Set.of())),
                district,
                answering(People.class, Map.of()),
                answering(Worklist.class, Map.of("ofCase", () -> person.scoredBefore() ? List.of(sheet()) : List.of())),
                new DomainClock(Clock.systemUTC()));
    }

    private Task sheet() {
        Level other = person.level() == Level.L1 ? Level.L2 : Level.L1;
        Instant now = Instant.EPOCH;
        return new Task(
                new UUID(4, 1),
                "",
                "",
                "EXPERT",
                new UUID(5, 1),
                1,
                new UUID(6, 1),
                "",
                "SX",
                "PRIMARY",
                other.name(),
                "E",
                now,
                null,
                REVIEWER,
                TaskState.DECIDED,
                now,
                null,
                null,
                null,
                1);
    }

    private VersionDetail version() {
        return new VersionDetail(
                new UUID(6, 1),
                new UUID(7, 1),
                "1.0",
                "MAJOR",
                VersionState.SUBMITTED,
                null,
                null,
                AUTHOR,
                HOME,
                person.contributor() ? Set.of(AUTHOR, REVIEWER) : Set.of(AUTHOR),
                List.of(),
                null,
                Instant.EPOCH);
    }

    private static Submission submission() {
        return new Submission(
                new UUID(5, 1),
                new UUID(6, 1),
                new UUID(7, 1),
                "1.0",
                "MAJOR",
                AUTHOR,
                HOME,
                new TargetScope(TargetScope.Level.DISTRICT, List.of()),
                Level.L3,
                Submission.State.SUBMITTED,
                null,
                1,
                null,
                null,
                null,
                Map.of(),
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static <T> T answering(Class<T> type, Map<String, Supplier<?>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Supplier<?> answer = answers.get(method.getName());
            if (answer == null) {
                throw new UnsupportedOperationException(method.getName());
            }
            return answer.get();
        }));
    }
}
