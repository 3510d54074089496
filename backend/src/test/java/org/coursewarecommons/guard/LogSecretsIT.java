package org.coursewarecommons.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.TestStack;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/** Nothing in the log opens a door: no token, no signed link, no class code, no key; also when it is turned up. */
@IntegrationTest
class LogSecretsIT {

    private static final List<String> TALKATIVE = List.of(
            "org.coursewarecommons", "org.springframework.web", "org.springframework.security", "io.minio", "okhttp3");

    private static final String CLASS_CODE = "QZJXKVWP";

    /** One grey point. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private final Publishing publishing;
    private final Api api;

    LogSecretsIT(ApplicationContext context) {
        publishing = new Publishing(context);
        api = publishing.api();
    }

    @Test
    void aJourneyLeavesNoSecretInTheLog() {
        Collector collector = new Collector();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Map<Logger, Level> before = new HashMap<>();
        TALKATIVE.forEach(name -> {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            before.put(logger, logger.getLevel());
            logger.setLevel(Level.DEBUG);
        });
        root.addAppender(collector);
        collector.start();
        List<String> secrets;
        try {
            secrets = journey();
        } finally {
            root.detachAppender(collector);
            before.forEach(Logger::setLevel);
        }

        assertThat(collector.lines).hasSizeGreaterThan(50);
        List<String> told = collector.lines.stream()
                .filter(line -> secrets.stream().anyMatch(line::contains)
                        // Spring's own loggers name paths when they are turned up; ours never name this one.
                        || line.startsWith("org.coursewarecommons") && line.contains(CLASS_CODE)
                        || line.matches("(?s).*(X-Amz-Signature=[^*]|eyJ[A-Za-z0-9_-]{20,}\\.|Bearer ey).*"))
                .map(line -> line.substring(0, Math.min(300, line.length())))
                .toList();
        assertThat(told).isEmpty();
    }

    /** @return what must not be read in the log */
    private List<String> journey() {
        String owner = Persona.OWNER.username();
        String token = Persona.OWNER.token().orElseThrow();
        Api me = api.withToken(token);
        List<String> secrets = new ArrayList<>(List.of(
                token.substring(token.lastIndexOf('.') + 1), TestStack.get().property("courseware.s3.secret-key")));

        Api.Answer opened = me.post("uploads", Map.of("name", "a.pdf", "size", 10, "mediaType", "application/pdf"));
        opened.json()
                .get("parts")
                .forEach(part -> secrets.add(signature(part.get("url").asText())));
        me.post("uploads/" + opened.text("/uploadId") + "/parts", Map.of("numbers", List.of(1)));
        me.delete("uploads/" + opened.text("/uploadId"));

        UUID resource = publishing.publish(owner, "日志" + Publishing.nonce(), "图.png", PNG);
        String file = me.get("resources/" + resource).text("/files/0/fileId");
        me.get("resources/" + resource + "/files/" + file + "/content?redirect=true")
                .header("Location")
                .ifPresent(link -> secrets.add(signature(link)));
        me.get("search?q=a");
        me.get("resources/" + UUID.randomUUID());
        api.get("questionnaire-links/" + CLASS_CODE);
        api.post("questionnaire-links/" + CLASS_CODE + "/responses", Map.of("answers", Map.of()));
        HostileTokens.all().values().forEach(hostile -> {
            if (hostile.length() < 4_000
                    && hostile.chars().filter(it -> it == '.').count() == 2) {
                api.withToken(hostile).get("me");
                String last = hostile.substring(hostile.lastIndexOf('.') + 1);
                if (last.length() > 40) {
                    secrets.add(last);
                }
            }
        });
        return secrets;
    }

    private static String signature(String link) {
        return link.replaceFirst("(?s).*X-Amz-Signature=([0-9a-f]+).*", "$1");
    }

    private static final class Collector extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            String stack =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + stack);
        }
    }
}
