package org.coursewarecommons.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LimitsTest {

    private static final int FEW = 5;

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/resources/{id}, READ",
        "GET, /api/v1/search, SEARCH",
        "GET, /api/v1/search/suggestions, SEARCH",
        "GET, /api/v1/resources/{id}/similar, SEARCH",
        "POST, /api/v1/resources, WRITE",
        "PUT, /api/v1/resources/{id}/rating, WRITE",
        "POST, /api/v1/resources/{id}/files, UPLOAD",
        "PATCH, /api/v1/tus/{id}, UPLOAD",
        "POST, /api/v1/uploads/{id}/completion, UPLOAD",
        "GET, /api/v1/reports/equity, BULK",
        "POST, /api/v1/exports, BULK",
        "GET, /api/v1/resources/{id}/files/archive, BULK",
        "GET, /oai, READ"
    })
    void routesThatCostTheSameShareABucket(String method, String pattern, RouteClass expected) {
        assertThat(RouteClass.of(method, pattern)).isEqualTo(expected);
    }

    @Test
    void aBucketIsOfOneCallerAlone() {
        Buckets buckets = new Buckets();
        for (int i = 0; i < FEW; i++) {
            assertThat(buckets.take("a", FEW).allowed()).isTrue();
        }

        Buckets.Taken empty = buckets.take("a", FEW);
        assertThat(empty.allowed()).isFalse();
        assertThat(empty.retryAfter()).isBetween(1L, 13L);
        assertThat(buckets.take("b", FEW).allowed()).isTrue();
    }

    @Test
    void aClientMayHaveAShareOfItsOwn() {
        LimitProperties limits =
                new LimitProperties(true, 1, 2, 3, 4, 5, 6, 7, Map.of("client-jhs-001", Map.of(RouteClass.SEARCH, 50)));

        assertThat(limits.of(RouteClass.SEARCH, "client-jhs-001")).isEqualTo(50);
        assertThat(limits.of(RouteClass.READ, "client-jhs-001")).isEqualTo(1);
        assertThat(limits.of(RouteClass.SEARCH, "T-JHS-001-01")).isEqualTo(2);
        assertThat(limits.of(RouteClass.OPEN, null)).isEqualTo(6);
    }

    @Test
    void anAddressThatIsRefusedAgainAndAgainWaitsOutside() throws Exception {
        FailedSignIns gate = new FailedSignIns(new LimitProperties(true, 1, 1, 1, 1, 1, 1, FEW, Map.of()), renderer());
        FilterChain refusing = (request, response) -> ((MockHttpServletResponse) response).setStatus(401);
        for (int i = 0; i < FEW; i++) {
            assertThat(status(gate, "203.0.113.9", refusing)).isEqualTo(401);
        }

        assertThat(status(gate, "203.0.113.9", refusing)).isEqualTo(429);
        assertThat(status(gate, "203.0.113.10", refusing)).isEqualTo(401);
    }

    @Test
    void whoIsLetInNeverCountsAsRefused() throws Exception {
        FailedSignIns gate = new FailedSignIns(new LimitProperties(true, 1, 1, 1, 1, 1, 1, FEW, Map.of()), renderer());
        for (int i = 0; i < 4 * FEW; i++) {
            assertThat(status(gate, "203.0.113.9", (request, response) -> {})).isEqualTo(200);
        }
    }

    private static int status(FailedSignIns gate, String address, FilterChain chain) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/me");
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        gate.doFilterInternal(request, response, chain);
        if (response.getStatus() == 429) {
            assertThat(response.getHeader("Retry-After")).isNotNull();
            assertThat(response.getContentType()).isEqualTo("application/problem+json");
        }
        return response.getStatus();
    }

    private static ProblemRenderer renderer() {
        WebConfiguration web = new WebConfiguration();
        return new ProblemRenderer(web.messageSource(), web.localeResolver(), new ObjectMapper());
    }
}
