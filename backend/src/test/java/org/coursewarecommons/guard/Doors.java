package org.coursewarecommons.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.coursewarecommons.Api;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every operation: those of the contract, and those that are mapped without standing in it. */
final class Doors {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    private Doors() {}

    /** By key, in the order of the keys. */
    static Map<String, Door> of(ApplicationContext context, Api api) {
        Map<String, Door> doors = new TreeMap<>();
        Map<String, String> described = new TreeMap<>();
        api.get("/v3/api-docs").json().get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> VERBS.contains(operation.getKey()))
                .forEach(operation -> {
                    Door door = described(operation.getKey(), path.getKey(), operation.getValue());
                    doors.put(door.key(), door);
                    described.put(line(door.method(), door.template()), door.key());
                }));
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> {
                    for (String pattern : info.getPatternValues()) {
                        for (String method : methods(info.getMethodsCondition().getMethods())) {
                            if (!described.containsKey(line(method, pattern))) {
                                doors.put(
                                        method + " " + pattern,
                                        new Door(
                                                method + " " + pattern, method, pattern, List.of(), null, null, false));
                            }
                        }
                    }
                }));
        return doors;
    }

    private static String line(String method, String template) {
        return method + " " + template.replaceAll("\\{[^}]+}", "{}");
    }

    private static List<String> methods(Set<RequestMethod> methods) {
        return methods.isEmpty()
                ? List.of("GET")
                : methods.stream().map(Enum::name).toList();
    }

    private static Door described(String verb, String path, JsonNode operation) {
        List<String> query = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                query.add(parameter.get("name").asText());
            }
        });
        JsonNode content = operation.at("/requestBody/content");
        String type = content.isMissingNode() || content.isEmpty()
                ? null
                : content.has("application/json")
                        ? "application/json"
                        : content.fieldNames().next();
        return new Door(
                operation.get("operationId").asText(),
                verb.toUpperCase(Locale.ROOT),
                path,
                query,
                type,
                type == null ? null : example(content.get(type)),
                operation.at("/responses/200/content").has("text/event-stream"));
    }

    private static @Nullable String example(JsonNode body) {
        JsonNode example = body.findValue("example");
        if (example == null) {
            return null;
        }
        return example.isTextual() ? example.asText() : example.toString();
    }
}
