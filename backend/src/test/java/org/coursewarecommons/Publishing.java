package org.coursewarecommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.sharing.Visibility;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings resources to PUBLISHED without a review, through the faces that the review uses itself. */
public final class Publishing {

    private static final Random RANDOM = new Random();

    private final Api api;
    private final VersionLifecycle lifecycle;
    private final Visibility visibility;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Publishing(ApplicationContext context) {
        api = Api.on(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        lifecycle = context.getBean(VersionLifecycle.class);
        visibility = context.getBean(Visibility.class);
        jdbc = context.getBean(JdbcClient.class);
        transaction = context.getBean(TransactionTemplate.class);
    }

    /** Characters that stand together nowhere else, so that a test finds its own resources alone. */
    public static String nonce() {
        StringBuilder nonce = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            nonce.appendCodePoint(0x4E00 + RANDOM.nextInt(0x51A5));
        }
        return nonce.toString();
    }

    public Api api() {
        return api;
    }

    /** A link to a tool, which needs no file, shared in the whole district. */
    public UUID publish(String author, String title) {
        return publish(author, title, TargetScope.Level.DISTRICT);
    }

    public UUID publish(String author, String title, TargetScope.Level level) {
        UUID id = draft(author, title, Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/"));
        publish(id, new TargetScope(level, List.of()));
        return id;
    }

    /** With a checked file. */
    public UUID publish(String author, String title, String fileName, byte[] bytes) {
        UUID id = draft(author, title, Map.of("type", "RESEARCH", "researchKind", "PAPER"));
        Api.Answer attached =
                api.as(author).upload("resources/" + id + "/files", fileName, "application/octet-stream", bytes);
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.as(author).get("resources/" + id).text("/files/0/inspection/state"), "PASSED"::equals);
        publish(id, new TargetScope(TargetScope.Level.DISTRICT, List.of()));
        return id;
    }

    /** A draft with everything that every type needs. */
    public UUID draft(String author, String title, Map<String, Object> more) {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of(
                "title", title,
                "description", "用于测试检索的资源，内容为示例。",
                "stage", "PRIMARY",
                "grades", List.of("G03"),
                "subject", "SX",
                "granularity", "LESSON",
                "language", "zh",
                "audience", List.of("TEACHER"),
                "licence", "DISTRICT_EDU",
                "rightsBasis", "ORIGINAL"));
        metadata.putAll(Map.of(
                "contributors",
                List.of(Map.of("name", "教师", "role", "AUTHOR")),
                "personsVisible",
                "NONE",
                "ai",
                Map.of("share", "NONE"),
                "targetScope",
                Map.of("level", "DISTRICT", "collectiveIds", List.of())));
        metadata.putAll(more);
        Api.Answer created = api.as(author).post("resources", metadata);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return UUID.fromString(created.text("/id"));
    }

    /** A complete draft, to the whole district; its files may still be in their check. */
    public void publish(UUID resourceId) {
        publish(resourceId, new TargetScope(TargetScope.Level.DISTRICT, List.of()));
    }

    private void publish(UUID resourceId, TargetScope scope) {
        UUID versionId = jdbc.sql("select id from catalog.version where resource_id = :id and state = 'DRAFT'")
                .param("id", resourceId)
                .query(UUID.class)
                .single();
        transaction.executeWithoutResult(status -> {
            lifecycle.submit(versionId);
            lifecycle.publish(versionId, false);
            visibility.grant(resourceId, lifecycle.lock(versionId).schoolId(), scope);
        });
    }

    /** Gives a published resource other scopes. */
    public void share(UUID resourceId, TargetScope.Level level) {
        UUID schoolId = jdbc.sql("select school_id from catalog.resource where id = :id")
                .param("id", resourceId)
                .query(UUID.class)
                .single();
        transaction.executeWithoutResult(
                status -> visibility.grant(resourceId, schoolId, new TargetScope(level, List.of())));
    }
}
