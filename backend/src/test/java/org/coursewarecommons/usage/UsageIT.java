package org.coursewarecommons.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.Statements;
import org.coursewarecommons.catalog.TargetScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is done with resources, and how they are rated. */
@IntegrationTest
class UsageIT {

    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final UsageFigures figures;
    private final JdbcClient jdbc;
    private final Api teacher;
    private final Api author;

    UsageIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        figures = context.getBean(UsageFigures.class);
        jdbc = context.getBean(JdbcClient.class);
        teacher = publishing.api().as("T-JHS-042-03");
        author = publishing.api().as(AUTHOR);
    }

    @Test
    void aRepeatedEventIsAcceptedAndStoredOnce() {
        UUID resource = published();
        Map<String, Object> event = event(resource, "DOWNLOAD", Instant.now());

        for (int i = 0; i < 2; i++) {
            Api.Answer answer = teacher.post("usage-events", List.of(event, event));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
            assertThat(answer.json().get("accepted").asInt()).isEqualTo(2);
            assertThat(answer.json().get("rejected")).isEmpty();
        }

        assertThat(stored(resource)).isEqualTo(1);
        assertThat(downloads(resource)).isEqualTo(1);
    }

    @Test
    void anotherSendersEventWithTheSameIdIsAnotherEvent() {
        UUID resource = published();
        Map<String, Object> event = event(resource, "DOWNLOAD", Instant.now());

        teacher.post("usage-events", List.of(event));
        publishing.api().as("T-JHS-042-01").post("usage-events", List.of(event));

        assertThat(stored(resource)).isEqualTo(2);
    }

    @Test
    void whatCannotBeIsRejectedOneByOne() {
        UUID resource = published();
        UUID hidden = publishing.publish(AUTHOR, Publishing.nonce(), TargetScope.Level.SCHOOL);
        Instant now = Instant.now();

        Api.Answer answer = teacher.post(
                "usage-events",
                List.of(
                        event(resource, "VIEW", now),
                        event(UUID.randomUUID(), "VIEW", now),
                        event(hidden, "VIEW", now),
                        event(resource, "VIEW", now.plus(Duration.ofMinutes(6))),
                        event(resource, "VIEW", now.minus(Duration.ofDays(401))),
                        with(event(resource, "VIEW", now), "onBehalfOf", "somebody")));

        assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
        JsonNode rejected = answer.json().get("rejected");
        assertThat(rejected.findValuesAsText("index")).containsExactly("1", "2", "3", "4", "5");
        assertThat(rejected.findValuesAsText("code"))
                .containsExactly(
                        "unknown-resource",
                        "unknown-resource",
                        "at-in-future",
                        "at-too-old",
                        "on-behalf-of-not-allowed");
        assertThat(stored(hidden)).isZero();
    }

    @Test
    void aBrokenBatchIsRefusedWithEveryFault() {
        Api.Answer refused = teacher.post(
                "usage-events",
                List.of(
                        event(UUID.randomUUID(), "VIEW", Instant.now()),
                        Map.of("eventId", UUID.randomUUID(), "fraction", 1.5)));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.json().get("errors").findValuesAsText("pointer"))
                .contains("/1/resourceId", "/1/verb", "/1/at", "/1/fraction");
    }

    @Test
    void aBatchHoldsAtMost500Events() {
        Map<String, Object> event = event(UUID.randomUUID(), "VIEW", Instant.now());

        assertThat(teacher.post("usage-events", Collections.nCopies(501, event)).status())
                .isEqualTo(422);
        assertThat(teacher.post("usage-events", List.of()).status()).isEqualTo(422);
        assertThat(teacher.post("usage-events", Collections.nCopies(500, event)).status())
                .isEqualTo(202);
    }

    @Test
    void aBurstOfBatchesWithReplaysIsStoredOnce() throws Exception {
        List<UUID> resources = List.of(published(), published());
        List<String> people = List.of("T-JHS-042-01", "T-JHS-042-02", "T-JHS-042-03", "T-JHS-009-02");
        Instant now = Instant.now();
        ExecutorService senders = Executors.newFixedThreadPool(people.size());
        List<Future<Integer>> sent = new ArrayList<>();
        for (String person : people) {
            Api sender = publishing.api().as(person);
            sent.add(senders.submit(() -> {
                int accepted = 0;
                for (int batch = 0; batch < 10; batch++) {
                    List<Map<String, Object>> events = new ArrayList<>();
                    for (int i = 0; i < 500; i++) {
                        // Every fifth a download, a minute from the one before: all of these count.
                        events.add(event(
                                resources.get(i % 2),
                                i % 5 == 0 ? "DOWNLOAD" : "VIEW",
                                now.minusSeconds(60L * (batch * 500 + i))));
                    }
                    for (int again = 0; again < 2; again++) {
                        Api.Answer answer = sender.post("usage-events", events);
                        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
                        accepted += answer.json().get("accepted").asInt();
                    }
                }
                return accepted;
            }));
        }

        int accepted = 0;
        for (Future<Integer> one : sent) {
            accepted += one.get();
        }
        senders.shutdown();

        assertThat(accepted).isEqualTo(40_000);
        assertThat(stored(resources.get(0)) + stored(resources.get(1))).isEqualTo(20_000);
        assertThat(downloads(resources.get(0)) + downloads(resources.get(1))).isEqualTo(4000);
    }

    @Test
    void aBatchCostsAsManyStatementsAsOneEvent() {
        UUID resource = published();
        Instant now = Instant.now();
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(event(resource, "DOWNLOAD", now.minusSeconds(60L * i)));
        }

        int one = Statements.of(() ->
                        teacher.post("usage-events", List.of(event(resource, "DOWNLOAD", now.minusSeconds(90_000)))))
                .size();
        int hundred = Statements.of(() -> teacher.post("usage-events", many)).size();

        assertThat(hundred).isLessThanOrEqualTo(one).isPositive();
    }

    @Test
    void aTeacherConfirmsTheUseInClass() {
        UUID resource = published();
        String path = "resources/" + resource + "/class-uses";

        Api.Answer confirmed = teacher.post(path, Map.of("classId", "三(2)班"));

        assertThat(confirmed.status()).as(confirmed.toString()).isEqualTo(201);
        assertThat(jdbc.sql("select class_id from usage.event where resource_id = :id and verb = 'CLASS_USE'")
                        .param("id", resource)
                        .query(String.class)
                        .list())
                .containsExactly("三(2)班");
        assertThat(teacher.post(
                                path,
                                Map.of("at", Instant.now().plusSeconds(900).toString()))
                        .text("/errors/0/code"))
                .isEqualTo("at-in-future");
        assertThat(teacher.post("resources/" + UUID.randomUUID() + "/class-uses", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(publishing.api().as("client-jhs-042").post(path, Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void readingAPageIsAViewAndWaitsForNothing() {
        UUID resource = published();

        assertThat(teacher.get("resources/" + resource).status()).isEqualTo(200);
        assertThat(teacher.get("resources/" + UUID.randomUUID()).status()).isEqualTo(404);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(doorVerbs(resource)).containsExactly("VIEW"));
    }

    @Test
    void aDerivedWorkThatIsHandedInIsAnAdaptationOfItsSource() {
        UUID source = published();
        UUID derived = publishing.draft(
                "T-JHS-042-03",
                Publishing.nonce(),
                Map.of(
                        "type",
                        "TOOL_LINK",
                        "link",
                        "https://basic.smartedu.cn/",
                        "relations",
                        List.of(Map.of("type", "isBasedOn", "resourceId", source))));

        publishing.publish(derived);

        assertThat(doorVerbs(source)).containsExactly("ADAPT");
    }

    @Test
    void theContributorsOwnDownloadsAreKeptButNotCounted() {
        UUID resource = published();

        author.post("usage-events", List.of(event(resource, "DOWNLOAD", Instant.now())));

        assertThat(stored(resource)).isEqualTo(1);
        assertThat(downloads(resource)).isZero();
    }

    @Test
    void aDownloadWithinThirtySecondsOfAnotherIsTheSame() {
        UUID resource = published();
        Instant now = Instant.now();

        teacher.post(
                "usage-events",
                List.of(
                        event(resource, "DOWNLOAD", now.minusSeconds(60)),
                        event(resource, "DOWNLOAD", now.minusSeconds(40)),
                        event(resource, "DOWNLOAD", now)));

        assertThat(stored(resource)).isEqualTo(3);
        assertThat(downloads(resource)).isEqualTo(2);
    }

    @Test
    void aDownloadThroughOurDoorIsBookedToTheSchoolOfThePersonOrSystem() throws IOException {
        UUID resource = publishing.publish(
                AUTHOR,
                Publishing.nonce(),
                "练习.docx",
                Files.readAllBytes(Path.of("..", "seeds", "courseware", "fenshu-lianxi.docx")));
        String file = teacher.get("resources/" + resource).text("/files/0/fileId");
        String path = "resources/" + resource + "/files/" + file + "/content";

        assertThat(teacher.get(path).status()).isEqualTo(200);
        assertThat(publishing.api().as("client-jhs-042").get(path).status()).isEqualTo(200);

        assertThat(downloads(resource)).isEqualTo(2);
        assertThat(jdbc.sql(
                                """
                                select client from usage.event e join organisation.unit u on u.id = e.school_id
                                 where resource_id = :id and source = 'DOOR' and u.code = 'JHS-042' and verb = 'DOWNLOAD'
                                 order by client
                                """)
                        .param("id", resource)
                        .query(Boolean.class)
                        .list())
                .containsExactly(false, true);
    }

    @Test
    void onlyWhoHasUsedItRatesIt() {
        UUID resource = published();
        String path = "resources/" + resource + "/rating";

        assertThat(teacher.put(path, Map.of("stars", 5)).text("/code")).isEqualTo("not-used-yet");
        teacher.post("usage-events", List.of(event(resource, "VIEW", Instant.now())));
        assertThat(teacher.put(path, Map.of("stars", 5)).status()).isEqualTo(409);
        teacher.post("usage-events", List.of(event(resource, "CLASS_USE", Instant.now())));

        Api.Answer rated = teacher.put(path, Map.of("stars", 5, "comment", "好用"));
        assertThat(rated.status()).as(rated.toString()).isEqualTo(200);
        assertThat(teacher.get(path).eTag()).isEqualTo(rated.eTag());
        assertThat(figures.of(List.of(resource)).get(resource).ratingAverage()).isEqualTo(5.0);
    }

    @Test
    void theLastRatingOfAPersonCounts() {
        UUID resource = published();
        String path = "resources/" + resource + "/rating";
        teacher.post("usage-events", List.of(event(resource, "COLLECT", Instant.now())));
        String eTag = teacher.put(path, Map.of("stars", 1)).eTag();

        assertThat(teacher.put(path, Map.of("stars", 4)).status()).isEqualTo(428);
        assertThat(teacher.ifMatch("\"99\"").put(path, Map.of("stars", 4)).status())
                .isEqualTo(412);
        assertThat(teacher.ifMatch(eTag).put(path, Map.of("stars", 4)).status()).isEqualTo(200);

        UsageFigures.Figures now = figures.of(List.of(resource)).get(resource);
        assertThat(now.ratings()).isEqualTo(1);
        assertThat(now.ratingAverage()).isEqualTo(4.0);
    }

    @Test
    void ratingsAreListedWithoutNames() {
        UUID resource = published();
        int stars = 3;
        for (String person : List.of("T-JHS-042-01", "T-JHS-042-02", "T-JHS-042-03")) {
            Api rater = publishing.api().as(person);
            rater.post("usage-events", List.of(event(resource, "ADAPT", Instant.now())));
            rater.put("resources/" + resource + "/rating", Map.of("stars", stars++, "comment", "评语" + stars));
        }

        Api.Answer page = author.get("resources/" + resource + "/ratings?limit=2");
        assertThat(page.json().get("items")).hasSize(2);
        assertThat(page.text("/average")).isEqualTo("4.0");
        assertThat(page.text("/count")).isEqualTo("3");
        assertThat(page.text("/items/0/comment")).isEqualTo("评语6");
        assertThat(page.json().at("/items/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "stars", "comment", "at", "hidden");
        Api.Answer rest = author.get("resources/" + resource + "/ratings?limit=2&cursor=" + page.text("/nextCursor"));
        assertThat(rest.json().get("items")).hasSize(1);
        assertThat(rest.json().get("nextCursor").isNull()).isTrue();
    }

    @Test
    void neitherContributorsNorSystemsRate() {
        UUID resource = published();
        String path = "resources/" + resource + "/rating";
        author.post("usage-events", List.of(event(resource, "CLASS_USE", Instant.now())));
        Api client = publishing.api().as("client-jhs-042");
        client.post("usage-events", List.of(event(resource, "CLASS_USE", Instant.now())));

        assertThat(author.put(path, Map.of("stars", 5)).text("/code")).isEqualTo("own-resource");
        assertThat(client.put(path, Map.of("stars", 5)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"0, minimum", "6, maximum"})
    void starsOutOfRangeAreRefused(int stars, String rule) {
        Api.Answer refused = teacher.put("resources/" + published() + "/rating", Map.of("stars", stars));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/stars");
        assertThat(refused.text("/errors/0/code")).isEqualTo(rule);
    }

    @Test
    void whatOneMayNotSeeOneCannotRate() {
        UUID hidden = publishing.publish(AUTHOR, Publishing.nonce(), TargetScope.Level.SCHOOL);

        assertThat(teacher.put("resources/" + hidden + "/rating", Map.of("stars", 5))
                        .status())
                .isEqualTo(404);
        assertThat(teacher.get("resources/" + hidden + "/ratings").status()).isEqualTo(404);
    }

    private List<String> doorVerbs(UUID resource) {
        return jdbc.sql("select verb from usage.event where resource_id = :id and source = 'DOOR' order by verb")
                .param("id", resource)
                .query(String.class)
                .list();
    }

    private UUID published() {
        return publishing.publish(AUTHOR, Publishing.nonce());
    }

    private static Map<String, Object> event(UUID resourceId, String verb, Instant at) {
        return Map.of("eventId", UUID.randomUUID(), "resourceId", resourceId, "verb", verb, "at", at.toString());
    }

    private static Map<String, Object> with(Map<String, Object> event, String name, Object value) {
        Map<String, Object> more = new HashMap<>(event);
        more.put(name, value);
        return more;
    }

    private long stored(UUID resource) {
        return jdbc.sql("select count(*) from usage.event where resource_id = :id")
                .param("id", resource)
                .query(Long.class)
                .single();
    }

    private long downloads(UUID resource) {
        UsageFigures.Figures found = figures.of(List.of(resource)).get(resource);
        return found == null ? 0 : found.downloads();
    }
}
