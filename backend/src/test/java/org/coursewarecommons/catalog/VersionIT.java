package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** The next version of a published resource. */
@IntegrationTest
class VersionIT {

    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final Api author;
    private final Api reader;

    VersionIT(ApplicationContext context) {
        publishing = new Publishing(context);
        author = publishing.api().as(AUTHOR);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @Test
    void thePublishedVersionStaysLiveWhileTheNextIsDrafted() {
        UUID id = publishing.publish(AUTHOR, "圆的认识");

        Api.Answer next = author.post("resources/" + id + "/versions", Map.of("kind", "MAJOR", "changed", "按新教材改写"));

        assertThat(next.status()).as(next.toString()).isEqualTo(201);
        assertThat(next.text("/version")).isEqualTo("2.0");
        assertThat(next.text("/state")).isEqualTo("DRAFT");
        author.ifMatch(next.eTag()).patch("resources/" + id, Map.of("title", "圆的认识(新)"));
        assertThat(reader.get("resources/" + id).text("/title")).isEqualTo("圆的认识");
        assertThat(reader.get("resources/" + id + "?version=2.0").status()).isEqualTo(404);
        Api.Answer own = author.get("resources/" + id);
        assertThat(own.text("/state")).isEqualTo("PUBLISHED");
        assertThat(own.text("/draftVersion/version")).isEqualTo("2.0");
        assertThat(author.get("resources/" + id + "?version=2.0").text("/title"))
                .isEqualTo("圆的认识(新)");
    }

    @Test
    void thereIsOneDraftAtATime() {
        UUID id = publishing.publish(AUTHOR, "三角形");
        author.post("resources/" + id + "/versions", Map.of("kind", "MINOR", "changed", "改错字"));

        Api.Answer second = author.post("resources/" + id + "/versions", Map.of("kind", "MINOR", "changed", "再改"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/code")).isEqualTo("version-in-progress");
    }

    @Test
    void othersSeeTheHistoryWithoutDrafts() {
        UUID id = publishing.publish(AUTHOR, "平行四边形");
        author.post("resources/" + id + "/versions", Map.of("kind", "MINOR", "changed", "补充练习"));

        assertThat(author.get("resources/" + id + "/versions").json().get("items"))
                .hasSize(2);
        Api.Answer seen = reader.get("resources/" + id + "/versions");
        assertThat(seen.json().get("items")).hasSize(1);
        assertThat(seen.text("/items/0/version")).isEqualTo("1.0");
        assertThat(reader.post("resources/" + id + "/versions", Map.of("kind", "MINOR", "changed", "别人的"))
                        .status())
                .isEqualTo(404);
    }
}
