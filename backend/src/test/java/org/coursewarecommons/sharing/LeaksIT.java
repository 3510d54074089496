package org.coursewarecommons.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope.Level;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random memberships, scopes and states; what each door shows must be what a model of its own says, at once and also
 * while the index still holds the scopes of before.
 */
@IntegrationTest
class LeaksIT {

    private static final List<String> SCHOOLS = List.of("JHS-110", "JHS-130", "JHS-131", "JHS-132");
    private static final int ITEMS = 8;
    private static final int ROUNDS = 3;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private Publishing publishing;
    private LeakModel model;
    private LeakDoors doors;
    private String word = "";

    @AfterEach
    void takeAway() {
        String ours = "(select id from organisation.unit where code like 'LEAK-%')";
        jdbc.sql("delete from organisation.membership where collective_id in " + ours)
                .update();
        jdbc.sql("delete from organisation.unit where code like 'LEAK-%'").update();
    }

    @ParameterizedTest
    @ValueSource(longs = {20260901, 7})
    void noDoorShowsWhatTheCallerMayNotSee(long seed) throws IOException {
        Random random = new Random(seed);
        publishing = new Publishing(context);
        word = Publishing.nonce();
        model = new LeakModel(jdbc);
        doors = new LeakDoors(model, jdbc, word);
        collectives(seed);
        for (int i = 0; i < ITEMS; i++) {
            deposit(random);
        }
        long published =
                model.items.values().stream().filter(LeakModel.Item::published).count();
        await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        assertThat(published).isPositive();
        Api.Answer pack = collection();
        submission();

        for (int round = 0; round < ROUNDS; round++) {
            move(random);
            narrowOrWiden(random);
            if (round == ROUNDS - 1) {
                for (String school : SCHOOLS) {
                    doors.export(caller(school), school);
                }
            }
            // At once: the index may hold the scopes of before, and no hit of it may come through.
            SCHOOLS.forEach(school -> doors.all(caller(school), school, pack));
            await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
            SCHOOLS.forEach(school -> doors.caughtUp(caller(school), school));
            doors.all(publishing.api().as(LeakModel.CITY), LeakModel.CITY, pack);
            doors.caughtUp(publishing.api().as(LeakModel.CITY), LeakModel.CITY);
        }
    }

    /** Of a school of its own; it ends where it began. */
    private void submission() {
        Api author = publishing.api().as("T-JHS-005-01");
        UUID id = publishing.draft(
                "T-JHS-005-01", word + "送审", Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/"));
        Api.Answer submitted =
                author.once(UUID.randomUUID()).post("resources/" + id + "/submissions", Map.of("promise", true));
        assertThat(submitted.status()).as(submitted.toString()).isEqualTo(202);
        String submission = submitted.text("/submissionId");
        SCHOOLS.forEach(school -> doors.submission(caller(school), submission));
        doors.submission(publishing.api().as(LeakModel.CITY), submission);
        Api.Answer withdrawn = author.once(UUID.randomUUID()).post("submissions/" + submission + "/withdrawal");
        assertThat(withdrawn.status()).as(withdrawn.toString()).isEqualTo(200);
    }

    private void deposit(Random random) {
        String school = SCHOOLS.get(random.nextInt(SCHOOLS.size()));
        String author = "T-" + school + "-03";
        String title = word + " " + Publishing.nonce();
        Level level = Level.values()[random.nextInt(4)];
        if (random.nextInt(4) == 0) {
            UUID id = publishing.draft(author, title, Map.of("type", "TOOL_LINK", "link", "https://example.org/"));
            model.items.put(id, new LeakModel.Item(school, level, Set.of(), false));
        } else {
            UUID id = published(author, title);
            publishing.share(id, level);
            model.items.put(id, new LeakModel.Item(school, level, collectivesOf(school), true));
        }
    }

    /** The first two have a file. */
    private UUID published(String author, String title) {
        if (doors.files() >= 2) {
            return publishing.publish(author, title);
        }
        UUID id = publishing.publish(author, title, "练习.docx", TestFiles.docx(title));
        doors.hasFile(id, publishing.api().as(author).get("resources/" + id).text("/files/0/fileId"));
        return id;
    }

    /** Some schools join or leave, by the door. */
    private void move(Random random) {
        Api steward = publishing.api().as("D-01");
        model.members.forEach((collective, schools) -> {
            String school = SCHOOLS.get(1 + random.nextInt(SCHOOLS.size() - 1));
            String door = "organisations/" + collective + "/members";
            if (schools.contains(school)) {
                assertThat(steward.post(door + "/" + unit(school) + "/end", Map.of("reason", "测试"))
                                .status())
                        .isEqualTo(200);
                schools.remove(school);
            } else {
                assertThat(steward.post(door, Map.of("schoolId", unit(school))).status())
                        .isEqualTo(201);
                schools.add(school);
            }
        });
    }

    private void narrowOrWiden(Random random) {
        for (Map.Entry<UUID, LeakModel.Item> entry : model.items.entrySet()) {
            LeakModel.Item item = entry.getValue();
            if (item.published() && random.nextBoolean()) {
                Level level = Level.values()[random.nextInt(4)];
                publishing.share(entry.getKey(), level);
                entry.setValue(new LeakModel.Item(item.school(), level, collectivesOf(item.school()), true));
            }
        }
    }

    private Set<UUID> collectivesOf(String school) {
        return new HashSet<>(jdbc.sql(
                        """
                        select collective_id from organisation.membership
                         where school_id = :school and valid_from <= cast(now() at time zone 'Asia/Shanghai' as date)
                           and (valid_until is null or valid_until > cast(now() at time zone 'Asia/Shanghai' as date))
                        """)
                .param("school", unit(school))
                .query(UUID.class)
                .list());
    }

    private void collectives(long seed) {
        for (int i = 0; i < 2; i++) {
            Api.Answer made = publishing
                    .api()
                    .as("D-01")
                    .post(
                            "organisations",
                            Map.of(
                                    "kind",
                                    "ALLIANCE",
                                    "code",
                                    "LEAK-" + seed + "-" + i,
                                    "name",
                                    "测试联盟(示例)",
                                    "leadSchoolId",
                                    unit(SCHOOLS.get(0))));
            assertThat(made.status()).as(made.toString()).isEqualTo(201);
            model.members.put(UUID.fromString(made.text("/id")), new HashSet<>(Set.of(SCHOOLS.get(0))));
        }
    }

    /** Holds all of them, each put in while it was public. */
    private Api.Answer collection() {
        Api owner = publishing.api().as("T-JHS-005-01");
        List<Map<String, Object>> all = new ArrayList<>();
        model.items.forEach((id, item) -> {
            if (item.published()) {
                publishing.share(id, Level.PUBLIC);
                all.add(Map.of("resourceId", id));
            }
        });
        Api.Answer made = owner.post("collections", Map.of("kind", "LIST", "title", word, "level", "DISTRICT"));
        Api.Answer filled = owner.with("If-Match", made.eTag())
                .put("collections/" + made.text("/id") + "/items", Map.of("items", all));
        assertThat(filled.status()).as(filled.toString()).isEqualTo(200);
        model.items.replaceAll((id, item) ->
                item.published() ? new LeakModel.Item(item.school(), Level.PUBLIC, Set.of(), true) : item);
        return made;
    }

    private Api caller(String school) {
        // The second teacher: the authors are third ones, and see what is their own in any case.
        return publishing.api().as("T-" + school + "-02");
    }

    private long pending() {
        return jdbc.sql("select count(*) from search.document where indexed_seq < seq and resource_id = any(:ids)")
                .param("ids", model.items.keySet().toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    private UUID unit(String code) {
        return jdbc.sql("select id from organisation.unit where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
    }
}
