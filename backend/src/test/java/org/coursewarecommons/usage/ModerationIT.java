package org.coursewarecommons.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ratings that are hidden: told, appealed, given back, and counted only while they are shown. */
@IntegrationTest
class ModerationIT {

    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final UsageFigures figures;
    private final JdbcClient jdbc;
    private final Api rater;
    private final Api moderator;

    ModerationIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        figures = context.getBean(UsageFigures.class);
        jdbc = context.getBean(JdbcClient.class);
        rater = publishing.api().as("T-JHS-042-03");
        moderator = publishing.api().as("D-02");
    }

    @Test
    void aHiddenRatingIsToldToItsAuthorAndCountsNowhere() {
        UUID resource = rated(1, "作者是个骗子");

        Api.Answer hidden = hide(resource, "RATING");

        assertThat(hidden.status()).as(hidden.toString()).isEqualTo(201);
        assertThat(figures.of(List.of(resource))).isEmpty();
        assertThat(moderator.get("resources/" + resource + "/ratings").json().get("items"))
                .isEmpty();
        Api.Answer own = rater.get("resources/" + resource + "/rating");
        assertThat(own.text("/hidden")).isEqualTo("RATING");
        assertThat(told("general.rating-hidden", hidden.text("/id"))).isEqualTo(1);
        rater.ifMatch(own.eTag()).put("resources/" + resource + "/rating", Map.of("stars", 5));
        assertThat(figures.of(List.of(resource))).isEmpty();
        assertThat(hide(resource, "RATING").text("/code")).isEqualTo("hidden-already");
    }

    @Test
    void hiddenWordsLeaveTheStarsStanding() {
        UUID resource = rated(4, "请加我微信");

        hide(resource, "COMMENT");

        assertThat(figures.of(List.of(resource)).get(resource).ratingAverage()).isEqualTo(4.0);
        Api.Answer list = moderator.get("resources/" + resource + "/ratings");
        assertThat(list.text("/items/0/stars")).isEqualTo("4");
        assertThat(list.json().at("/items/0/comment").isNull()).isTrue();
    }

    @Test
    void anotherStewardDecidesOnTheAppeal() {
        UUID resource = rated(2, "内容偏旧");
        String id = hide(resource, "RATING").text("/id");

        assertThat(publishing
                        .api()
                        .as("T-JHS-026-01")
                        .post("moderations/" + id + "/appeal", Map.of("text", "?"))
                        .status())
                .isEqualTo(404);
        assertThat(rater.post("moderations/" + id + "/appeal", Map.of("text", "只是说内容旧了。"))
                        .text("/state"))
                .isEqualTo("APPEALED");
        assertThat(rater.post("moderations/" + id + "/appeal", Map.of("text", "再次"))
                        .status())
                .isEqualTo(409);
        Map<String, Object> restore = Map.of("restore", true, "reason", "未违反规定");
        assertThat(moderator.post("moderations/" + id + "/decision", restore).text("/code"))
                .isEqualTo("moderates-own");
        assertThat(rater.post("moderations/" + id + "/decision", restore).status())
                .isEqualTo(403);

        Api.Answer decided = publishing.api().as("D-03").post("moderations/" + id + "/decision", restore);

        assertThat(decided.text("/state")).as(decided.toString()).isEqualTo("RESTORED");
        assertThat(figures.of(List.of(resource)).get(resource).ratingAverage()).isEqualTo(2.0);
        assertThat(rater.get("moderations?state=RESTORED").json().get("items").findValuesAsText("id"))
                .contains(id);
    }

    @Test
    void whatIsSaidOfOnesOwnWorkIsForOthersToHide() {
        UUID resource = rated(1, "不好用");
        Api author = publishing.api().as(AUTHOR);
        String rating = author.get("resources/" + resource + "/ratings").text("/items/0/id");

        Api.Answer refused = author.post(
                "resources/" + resource + "/ratings/" + rating + "/hiding", Map.of("what", "RATING", "reason", "不喜欢"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(author.get("moderations").json().get("items")).isEmpty();
    }

    private UUID rated(int stars, String comment) {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        rater.post(
                "usage-events",
                List.of(Map.of(
                        "eventId",
                        UUID.randomUUID(),
                        "resourceId",
                        resource,
                        "verb",
                        "CLASS_USE",
                        "at",
                        Instant.now().toString())));
        Api.Answer answer = rater.put("resources/" + resource + "/rating", Map.of("stars", stars, "comment", comment));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return resource;
    }

    private Api.Answer hide(UUID resource, String what) {
        String rating = rater.get("resources/" + resource + "/rating").text("/id");
        return moderator.post(
                "resources/" + resource + "/ratings/" + rating + "/hiding", Map.of("what", what, "reason", "人身攻击"));
    }

    private int told(String topic, String subject) {
        return jdbc.sql(
                        "select count(*) from notification.item where topic = :topic and subject_id = cast(:id as uuid)")
                .param("topic", topic)
                .param("id", subject)
                .query(Integer.class)
                .single();
    }
}
