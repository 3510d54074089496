package org.coursewarecommons.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.shared.WorkingDays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is missing, who is asked to make it, and who is told of it. */
@IntegrationTest
class CommissionIT {

    private static final String AIDED = "T-JHS-042-03";
    private static final String LEAD = "T-JHS-014-01";

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final WorkingDays calendar;
    private final Api api;

    CommissionIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        calendar = context.getBean(WorkingDays.class);
        api = publishing.api();
    }

    @Test
    void aGapIsCommissionedAcceptedAndFulfilled() {
        UUID school = unit("JHS-001");
        Map<String, Object> wish = new HashMap<>(
                Map.of("subject", "SW", "grade", "G08", "wish", "八年级生物课件", "schoolId", school, "workingDays", 5));
        Api steward = api.as("D-01");
        Api admin = api.as("SA-JHS-001");

        Api.Answer asked = steward.post("commissions", wish);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        String path = "commissions/" + asked.text("/id");
        assertThat(Instant.parse(asked.text("/dueAt")))
                .isEqualTo(calendar.plus(Instant.parse(asked.text("/createdAt")), 5));
        assertThat(admin.get(path).json().get("actions").toString()).contains("accept", "decline");
        await().until(() -> admin.get("inbox?limit=100").toString().contains(path));
        assertThat(api.as("SA-JHS-005").get(path).status()).isEqualTo(404);
        assertThat(steward.post(path + "/acceptance").status()).isEqualTo(403);
        assertThat(gap("SW", "G08", "openCommissions")).isPositive();

        assertThat(admin.post(path + "/acceptance").text("/state")).isEqualTo("ACCEPTED");
        assertThat(admin.post(path + "/acceptance").status()).isEqualTo(409);
        UUID other = published("T-JHS-001-01", Map.of());
        assertThat(admin.post(path + "/fulfilment", Map.of("resourceId", other)).text("/errors/0/code"))
                .isEqualTo("other-subject-or-grade");
        UUID foreign = published("T-JHS-005-01", junior());
        assertThat(admin.post(path + "/fulfilment", Map.of("resourceId", foreign))
                        .text("/errors/0/code"))
                .isEqualTo("not-published-by-school");
        UUID made = published("T-JHS-001-01", junior());
        Api.Answer done = admin.post(path + "/fulfilment", Map.of("resourceId", made));

        assertThat(done.text("/state")).as(done.toString()).isEqualTo("FULFILLED");
        assertThat(steward.get(path).text("/resourceId")).isEqualTo(made.toString());
        assertThat(steward.get("gaps?subject=SW").toString()).doesNotContain("\"G08\"");
    }

    @Test
    void aCollectivesStewardAsksItsOwnLeadSchoolOnly() {
        Map<String, Object> wish =
                new HashMap<>(Map.of("subject", "KX", "grade", "G02", "wish", "科学实验", "workingDays", 10));
        wish.put("schoolId", unit("JHS-014"));
        Api.Answer asked = api.as("ST-JT06").post("commissions", wish);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        assertThat(api.as("SA-JHS-014")
                        .post("commissions/" + asked.text("/id") + "/refusal", Map.of("reason", "本学期无人"))
                        .text("/state"))
                .isEqualTo("DECLINED");
        assertThat(api.as("ST-JT01").post("commissions", wish).status()).isEqualTo(403);
        assertThat(api.as(AIDED).post("commissions", wish).status()).isEqualTo(403);
        wish.put("schoolId", unit("JHS-042"));
        assertThat(api.as("D-01").post("commissions", wish).text("/code")).isEqualTo("not-a-lead-school");
        wish.put("grade", "G09");
        assertThat(api.as("D-01").post("commissions", wish).text("/errors/0/code"))
                .isEqualTo("not-taught");
    }

    @Test
    void followersAreToldOfWhatTheyMaySee() {
        Api near = api.as("T-JHS-042-02");
        Api far = api.as("T-JHS-050-02");
        UUID school = unit("JHS-014");
        for (Api follower : List.of(near, far)) {
            assertThat(follower.put("follows/SCHOOL/" + school, "").status()).isEqualTo(204);
            assertThat(follower.put("follows/SCHOOL/" + school, "").status()).isEqualTo(204);
        }
        assertThat(near.get("follows").json().get("items")).hasSize(1);

        String inGroup = Publishing.nonce();
        publishing.publish(LEAD, inGroup, TargetScope.Level.COLLECTIVE);
        String everywhere = Publishing.nonce();
        publishing.publish(LEAD, everywhere);

        await().until(() -> far.get("inbox?limit=100").toString().contains(everywhere));
        await().until(() -> near.get("inbox?limit=100").toString().contains(inGroup));
        assertThat(far.get("inbox?limit=100").toString()).doesNotContain(inGroup);
        assertThat(near.delete("follows/SCHOOL/" + school).status()).isEqualTo(204);
        assertThat(far.delete("follows/SCHOOL/" + school).status()).isEqualTo(204);
        assertThat(near.get("follows").json().get("items")).isEmpty();
        assertThat(near.put("follows/SCHOOL/" + unit("JT06"), "").status()).isEqualTo(404);
        assertThat(near.put("follows/SUBJECT/XX", "").status()).isEqualTo(404);
    }

    private static Map<String, Object> junior() {
        return Map.of("subject", "SW", "stage", "JUNIOR", "grades", List.of("G08"));
    }

    private UUID published(String author, Map<String, Object> more) {
        Map<String, Object> metadata = new HashMap<>(Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/"));
        metadata.putAll(more);
        UUID id = publishing.draft(author, Publishing.nonce(), metadata);
        publishing.publish(id);
        return id;
    }

    private UUID unit(String code) {
        return jdbc.sql("select id from organisation.unit where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
    }

    private long gap(String subject, String grade, String field) {
        for (JsonNode gap : api.as("D-01").get("gaps?subject=" + subject).json().get("items")) {
            if (gap.get("grade").asText().equals(grade)) {
                return gap.get(field).asLong();
            }
        }
        throw new AssertionError("no gap " + subject + grade);
    }
}
