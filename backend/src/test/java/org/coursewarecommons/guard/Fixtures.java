package org.coursewarecommons.guard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.coursewarecommons.Api;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * States that things of the {@link Persona#OWNER} can be in: ids for the path, by what they are ids of. Readers share
 * one of each; whoever changes things gets their own.
 */
final class Fixtures {

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final Api owner;
    private final Map<String, Supplier<Map<String, String>>> makers = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> shared = new ConcurrentHashMap<>();

    Fixtures(ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        owner = publishing.api().as(Persona.OWNER.username());
        makers.put("none", Map::of);
        makers.put("draft", () -> Map.of("resources", draft()));
        makers.put("school", () -> Map.of("resources", published(TargetScope.Level.SCHOOL)));
        makers.put("district", () -> Map.of("resources", published(TargetScope.Level.DISTRICT)));
        makers.put("submitted", this::submitted);
        makers.put("collection", this::collection);
        makers.put("upload", this::upload);
        makers.put("saved", () -> made("saved-searches", Map.of("name", "分数", "query", "q=分数", "notices", false)));
        makers.put("message", () -> made("messages", Map.of("topic", "OTHER", "text", "谢谢。")));
        makers.put("unit", () -> Map.of("organisations", me("schoolId")));
        makers.put("pairing", this::pairing);
    }

    /** The states that the path of a door can be in; "none" alone when it names nothing that has one. */
    List<String> statesOf(Door door) {
        return switch (door.kind()) {
            case "resources" -> door.takesId() ? List.of("none", "draft", "school", "district") : List.of("none");
            case "submissions", "review-tasks" -> door.takesId() ? List.of("none", "submitted") : List.of("none");
            case "collections" -> door.takesId() ? List.of("none", "collection") : List.of("none");
            case "uploads" -> door.takesId() ? List.of("none", "upload") : List.of("none");
            case "saved-searches" -> door.takesId() ? List.of("none", "saved") : List.of("none");
            case "messages" -> door.takesId() ? List.of("none", "message") : List.of("none");
            case "organisations" -> door.takesId() ? List.of("none", "unit") : List.of("none");
            case "pairings" -> door.takesId() ? List.of("none", "pairing") : List.of("none");
            default -> List.of("none");
        };
    }

    Map<String, String> ids(String state, boolean own) {
        Supplier<Map<String, String>> maker = makers.get(state);
        if (maker == null) {
            throw new IllegalArgumentException("authorization.csv names a state nobody can make: " + state);
        }
        // Schools and pairings are the seeds': there is only one.
        if (own && !state.equals("unit") && !state.equals("pairing")) {
            return maker.get();
        }
        synchronized (this) {
            return shared.computeIfAbsent(state, unused -> maker.get());
        }
    }

    /** Calls off what would stay in other people's queues. */
    void leave(Map<String, String> ids) {
        if (ids.containsKey("submissions")) {
            owner.post("submissions/" + ids.get("submissions") + "/withdrawal");
        }
    }

    private String draft() {
        return publishing
                .draft(
                        Persona.OWNER.username(),
                        "权限矩阵" + Publishing.nonce(),
                        Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/"))
                .toString();
    }

    private String published(TargetScope.Level level) {
        return publishing
                .publish(Persona.OWNER.username(), "权限矩阵" + Publishing.nonce(), level)
                .toString();
    }

    private Map<String, String> submitted() {
        String resource = draft();
        String submission = owner.post("resources/" + resource + "/submissions", Map.of("promise", true))
                .text("/submissionId");
        String task = jdbc.sql("select id from worklist.task where case_id = :id order by id limit 1")
                .param("id", UUID.fromString(submission))
                .query(UUID.class)
                .optional()
                .map(UUID::toString)
                .orElse(UUID.randomUUID().toString());
        return Map.of("resources", resource, "submissions", submission, "review-tasks", task);
    }

    private Map<String, String> collection() {
        return made("collections", Map.of("kind", "LIST", "title", "权限矩阵", "level", "SCHOOL"));
    }

    private Map<String, String> upload() {
        Api.Answer opened = owner.post("uploads", Map.of("name", "a.pdf", "size", 5, "mediaType", "application/pdf"));
        return Map.of("uploads", opened.text("/uploadId"));
    }

    private Map<String, String> pairing() {
        return Map.of(
                "pairings",
                owner.get("organisations/" + me("schoolId") + "/pairings").text("/items/0/id"));
    }

    private Map<String, String> made(String door, Map<String, ?> body) {
        Api.Answer answer = owner.post(door, body);
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        return Map.of(door, answer.text("/id"));
    }

    private String me(String field) {
        return owner.get("me").text("/" + field);
    }
}
