package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever works on a task sees which resources have nearly the same files. */
@IntegrationTest
class TwinMaterialIT {

    @LocalServerPort
    int port;

    @Test
    void aTaskShowsTheTwinsOfItsFiles() {
        ReviewCase first = ReviewCase.submitted(port, "T-JHS-005-01", "SX", "DISTRICT");
        ReviewCase second = ReviewCase.submitted(port, "T-JHS-042-03", "SX", "SCHOOL");
        String task = second.task("TEACHER", 1);

        Api.Answer answer = second.api.as(ReviewCase.COORDINATOR).get("review-tasks/" + task);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<String> twins = new ArrayList<>();
        for (JsonNode twin : answer.json().at("/material/similarFiles")) {
            assertThat(twin.get("score").asDouble()).isGreaterThanOrEqualTo(0.8);
            twins.add(twin.get("resourceId").asText());
        }
        assertThat(twins).doesNotContain(second.resourceId).hasSizeLessThanOrEqualTo(20);
        // Other tests submit the same document: the list may be full of theirs.
        assertThat(twins.contains(first.resourceId) || twins.size() == 20)
                .as(answer.toString())
                .isTrue();
    }
}
