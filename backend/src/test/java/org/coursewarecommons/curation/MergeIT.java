package org.coursewarecommons.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Twins become one, by two people and not against their owner. */
@IntegrationTest
class MergeIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String OTHER = "T-JHS-042-03";

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final Api steward;

    MergeIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        steward = publishing.api().as("D-01");
    }

    private record Pair(UUID going, UUID staying) {}

    @Test
    void aMergedTwinNamesTheOneThatStaysWhereItsMakersStayCredited() {
        Pair twins = twins();
        publishing
                .api()
                .as("T-JHS-026-01")
                .post(
                        "usage-events",
                        List.of(Map.of(
                                "eventId", UUID.randomUUID(),
                                "resourceId", twins.going(),
                                "verb", "DOWNLOAD",
                                "at", Instant.now().toString())));
        Api.Answer proposed = propose(twins);
        assertThat(proposed.status()).as(proposed.toString()).isEqualTo(201);
        String merge = "merges/" + proposed.text("/id");
        assertThat(propose(twins).text("/code")).isEqualTo("merge-open");
        assertThat(execute("D-02", merge).text("/code")).isEqualTo("merge-too-early");
        assertThat(execute("D-01", merge).text("/errors/0/code")).isEqualTo("acted-before");
        assertThat(publishing
                        .api()
                        .as(OTHER)
                        .post(merge + "/answer", Map.of("consents", true))
                        .status())
                .isEqualTo(404);

        publishing.api().as(AUTHOR).post(merge + "/answer", Map.of("consents", true));
        Api.Answer merged = execute("D-02", merge);

        assertThat(merged.text("/state")).as(merged.toString()).isEqualTo("MERGED");
        Api.Answer gone = publishing.api().as("T-JHS-026-01").get("resources/" + twins.going());
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text("/reasonCode")).isEqualTo("MERGED");
        assertThat(gone.text("/replacements/0")).isEqualTo(twins.staying().toString());
        Api.Answer credits = publishing.api().as("T-JHS-026-01").get("resources/" + twins.staying() + "/credits");
        assertThat(credits.text("/merged/0/resourceId")).isEqualTo(twins.going().toString());
        assertThat(credits.text("/merged/0/contributors/0/role")).isEqualTo("AUTHOR");
        assertThat(credits.text("/downloads")).isEqualTo("1");
        assertThat(jdbc.sql("select count(*) from usage.event where resource_id = :id")
                        .param("id", twins.going())
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void anOwnerWhoObjectsIsHeardElsewhere() {
        Pair twins = twins();
        String merge = "merges/" + propose(twins).text("/id");
        Api owner = publishing.api().as(AUTHOR);
        assertThat(owner.post(merge + "/answer", Map.of("consents", false)).text("/errors/0/pointer"))
                .isEqualTo("/text");
        assertThat(owner.post(merge + "/answer", Map.of("consents", false, "text", "两份用于不同班型。"))
                        .text("/state"))
                .isEqualTo("CONTESTED");

        assertThat(execute("D-02", merge).text("/code")).isEqualTo("merge-contested");
        assertThat(owner.get("resources/" + twins.going()).text("/state")).isEqualTo("PUBLISHED");
    }

    @Test
    void onlyTwinsAreMergedAndNobodyLosesThem() {
        UUID one = publishing.publish(AUTHOR, Publishing.nonce());
        UUID other = publishing.publish(OTHER, Publishing.nonce());
        assertThat(propose(new Pair(one, other)).text("/code")).isEqualTo("not-twins");
        Pair twins = twins();
        publishing.share(twins.staying(), TargetScope.Level.SCHOOL);
        assertThat(propose(twins).text("/errors/0/code")).isEqualTo("merge-narrows");
        assertThat(publishing
                        .api()
                        .as(AUTHOR)
                        .post("merges", Map.of("resourceId", one, "intoId", other, "reason", "?"))
                        .status())
                .isEqualTo(403);
    }

    private Pair twins() {
        byte[] bytes = TestFiles.docx(Publishing.nonce() + " " + UUID.randomUUID());
        return new Pair(
                publishing.publish(AUTHOR, Publishing.nonce(), "论文.docx", bytes),
                publishing.publish(OTHER, Publishing.nonce(), "论文.docx", bytes));
    }

    private Api.Answer propose(Pair twins) {
        return steward.post(
                "merges", Map.of("resourceId", twins.going(), "intoId", twins.staying(), "reason", "内容相同,保留使用更多的一份。"));
    }

    private Api.Answer execute(String person, String merge) {
        return publishing.api().as(person).post(merge + "/execution");
    }
}
