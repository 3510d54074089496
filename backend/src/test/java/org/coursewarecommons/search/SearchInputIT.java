package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a search may be asked, and that no text breaks it. */
@IntegrationTest
class SearchInputIT {

    private final Api reader;

    SearchInputIT(@LocalServerPort int port) {
        reader = Api.on(port).as("T-JHS-042-03");
    }

    @ParameterizedTest
    @CsvSource({
        "subjct=SX, subjct, unknown-parameter",
        "subject=XX, subject, unknown-code",
        "sort=title, sort, unknown-code",
        "sort=newest&sort=downloads, sort, single",
        "facets=body, facets, unknown-code",
        "school=JHS-005, school, uuid",
        "publishedAfter=2026-01-01, publishedAfter, date-time",
        "limit=101, limit, range",
        "cursor=xyz, cursor, cursor",
        "cursor=cmVsZXZhbmNlH05hTh8xHzE, cursor, cursor"
    })
    void aWrongParameterIsNamed(String query, String parameter, String rule) {
        Api.Answer refused = reader.in("en").get("search?" + query + "&q=" + utf8("分数"));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.text("/code")).isEqualTo("invalid-parameter");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("?" + parameter);
        assertThat(refused.text("/errors/0/code")).isEqualTo(rule);
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertThat(reader.get("search?q=" + utf8("数".repeat(257))).text("/errors/0/code"))
                .isEqualTo("length");
        assertThat(reader.get("search?q=" + utf8("数".repeat(256))).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "title:* OR scopeIds:school*",
                "/.*.*.*(a+)+$/",
                "\"分数",
                "((((((((((",
                "a~99 b^1000 AND NOT (",
                "{\"match_all\":{}}",
                "\u0000\u0001",
                "😀😀",
                "\uD840\uDC00\uD840\uDC01",
                "' or 1=1 --",
                "a b c d e f g h i j k l m n o p q r s t u v w x y z"
            })
    void noTextIsAnErrorOrAnOperator(String hostile) {
        Api.Answer answer = reader.get("search?q=" + utf8(hostile));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
