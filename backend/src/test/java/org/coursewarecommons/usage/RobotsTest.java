package org.coursewarecommons.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seeded list tells robots from the browsers that teachers use. */
class RobotsTest {

    private final List<String> patterns = patterns();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Sogou web spider/4.0",
                "curl/8.5.0",
                "python-requests/2.31",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0.0.0 Safari/537.36"
            })
    void aRobotIsOne(String agent) {
        assertThat(Robots.isRobot(agent, patterns)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0 Safari/537.36 SE 2.X MetaSr 1.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.42",
                "Mozilla/5.0 (Linux; Android 13; HUAWEI) AppleWebKit/537.36 Chrome/99.0 Mobile Safari/537.36 DingTalk/7.0",
                "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
                "Java-http-client/17.0.15"
            })
    void aReaderIsNone(String agent) {
        assertThat(Robots.isRobot(agent, patterns)).isFalse();
    }

    @Test
    void everyPatternIsInLowerCaseAndLongEnoughToMeanSomething() {
        assertThat(patterns)
                .isNotEmpty()
                .allMatch(pattern -> pattern.length() > 3 && pattern.equals(pattern.toLowerCase(Locale.ROOT)));
    }

    private static List<String> patterns() {
        try {
            return Files.readAllLines(Path.of("../seeds/usage/robots.csv")).stream()
                    .skip(1)
                    .toList();
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
