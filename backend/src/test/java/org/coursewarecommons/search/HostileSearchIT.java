package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A thousand questions that no teacher asks. */
@IntegrationTest
class HostileSearchIT {

    private static final int QUERIES = 1_000;
    private static final List<String> PIECES = List.of(
            "*",
            "?",
            "***分数***",
            "title:*",
            "scopeIds:school*",
            "/.*(a+)+$/",
            "[a TO z]",
            "~99",
            "^1000",
            "AND",
            "OR",
            "NOT",
            "((((",
            "))))",
            "\"",
            "“",
            "'",
            "\\",
            "{\"match_all\":{}}",
            "${jndi:ldap://x}",
            "<script>",
            "' or 1=1 --",
            "\u0000",
            "\u0001\u001f",
            "\u202e",
            "\ufffd",
            "😀",
            "👩‍👩‍👧‍👦",
            "\uD840\uDC00",
            "e\u0301",
            "ﷺ",
            "-",
            "--",
            "-\"\"",
            "subject:",
            ":SX",
            "type:COURSEWARE",
            "-grade:G03",
            "的",
            "数",
            "分数",
            "yuan",
            "zh",
            "fsdcbrs",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "０",
            "1e308",
            "-1",
            "NaN",
            "null",
            "undefined",
            "\t\n\r",
            "　",
            "..",
            "/../..",
            "%",
            "%25",
            "&",
            "=",
            "+",
            ";",
            "|");

    private final Api reader;

    HostileSearchIT(@LocalServerPort int port) {
        reader = Api.on(port).as("T-JHS-042-03");
    }

    @Test
    void noneBreaksTheDoorOrHoldsItUp() {
        Random random = new Random(5);
        List<Long> took = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            String query = hostile(i, random);
            long start = System.nanoTime();
            Api.Answer answer = reader.get(query);
            took.add((System.nanoTime() - start) / 1_000_000);
            if (answer.status() >= 500) {
                failed.add(answer.status() + " " + query);
            }
        }
        took.sort(null);
        System.out.println("[hostile] p50 " + took.get(QUERIES / 2) + " ms, p99 " + took.get(QUERIES * 99 / 100)
                + " ms, slowest " + took.get(QUERIES - 1) + " ms");

        assertThat(failed).isEmpty();
        assertThat(took.get(QUERIES * 99 / 100)).as("ms at p99").isLessThanOrEqualTo(1_000);
        assertThat(reader.get("search?q=" + utf8("分数")).status()).isEqualTo(200);
    }

    private static String hostile(int i, Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(12);
        for (int p = 0; p < pieces; p++) {
            text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(3) == 0 ? " " : "");
        }
        return switch (i % 10) {
            case 0 -> "search?q=" + utf8(text.toString().repeat(40));
            case 1 -> "search?q=" + utf8("数".repeat(256));
            case 2 -> "search?q=" + utf8("分 ".repeat(128));
            case 3 -> "search?cursor=" + utf8(text.toString()) + "&q=" + utf8("分数");
            case 4 -> "search?limit=" + random.nextInt() + "&q=" + utf8("分数");
            case 5 -> "search/suggestions?q=" + utf8(text.toString());
            case 6 -> "search?facets=" + utf8(text.toString()) + "&sort=" + utf8(text.toString());
            case 7 -> "search?facets=subject,grade,type,edition,school&limit=100&q=" + utf8(text.toString());
            default -> "search?q=" + utf8(text.toString());
        };
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
