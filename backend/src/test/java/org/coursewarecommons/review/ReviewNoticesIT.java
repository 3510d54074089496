package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Contributors hear how their submissions go. */
@IntegrationTest
class ReviewNoticesIT {

    private static final String AUTHOR = "T-JHS-005-01";

    @LocalServerPort
    private int port;

    @Test
    void theContributorOfAFailedFileIsToldAndTheReviewersAreNot() {
        ReviewCase item = ReviewCase.withoutFile(port, AUTHOR, "SX", "DISTRICT");
        item.attach("不是文档.pdf", "#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.UTF_8));
        item.submitted();

        item.awaitState("RETURNED");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        item.api.as(AUTHOR).get("inbox?limit=5").toString())
                .contains("submission.returned", item.mark));
        assertThat(item.api.as("RC-01").get("inbox?limit=5").toString()).doesNotContain(item.mark);
    }
}
