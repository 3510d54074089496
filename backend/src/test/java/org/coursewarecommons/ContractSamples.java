package org.coursewarecommons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.ContractDocument.Operation;

/** Requests made from what the contract says: its own examples, and these with one thing wrong. */
final class ContractSamples {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ContractSamples() {}

    /** The path with ids that nothing has. */
    static String path(Operation operation) {
        String path = operation.path();
        for (JsonNode parameter : operation.node().path("parameters")) {
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + parameter.path("name").asText() + "}", value(parameter.path("schema")));
            }
        }
        return path;
    }

    private static String value(JsonNode schema) {
        if (schema.path("format").asText().equals("uuid")) {
            return UUID.randomUUID().toString();
        }
        if (schema.path("format").asText().equals("date")) {
            return "2026-03-03";
        }
        if (schema.path("type").asText().equals("integer")) {
            return "1";
        }
        return schema.has("pattern") ? "ABCDEFGH23" : "NOTHING";
    }

    /** The contract's example of the body; an empty object where there is none. */
    static JsonNode body(ContractDocument contract, Operation operation) {
        JsonNode content =
                contract.resolved(operation.node().path("requestBody")).path("content");
        JsonNode example = content.isEmpty()
                ? NODES.missingNode()
                : content.iterator().next().path("example");
        return example.isMissingNode() ? NODES.objectNode() : example;
    }

    /** Values that the schema of a query parameter excludes, ready for a URL. */
    static List<String> wrong(ContractDocument contract, JsonNode given) {
        JsonNode schema = contract.resolved(given);
        List<String> values = new ArrayList<>();
        String type = schema.path("type").asText();
        if (schema.has("enum") || contract.resolved(schema.path("items")).has("enum")) {
            values.add("NOT-A-CODE");
        }
        if (type.equals("integer")) {
            values.add("x");
            values.add("99999999999999999999");
            if (schema.has("minimum")) {
                values.add(String.valueOf(schema.get("minimum").asLong() - 1));
            }
            if (schema.has("maximum")) {
                values.add(String.valueOf(schema.get("maximum").asLong() + 1));
            }
        }
        if (type.equals("boolean")) {
            values.add("maybe");
        }
        String format = schema.path("format").asText();
        if (format.equals("uuid") || format.equals("date") || format.equals("date-time")) {
            values.add("not-one");
        }
        return values;
    }

    /** The example with one property each removed, of another type, too long, or unknown. */
    static List<ObjectNode> wrongBodies(ContractDocument contract, Operation operation) {
        List<ObjectNode> bodies = new ArrayList<>();
        if (!(body(contract, operation) instanceof ObjectNode example)) {
            return bodies;
        }
        JsonNode schema = contract.resolved(contract.resolved(operation.node().path("requestBody"))
                .path("content")
                .iterator()
                .next()
                .path("schema"));
        if (schema.has("properties")) {
            bodies.add(example.deepCopy().put("noSuchProperty", 1));
        }
        for (JsonNode required : schema.path("required")) {
            ObjectNode without = example.deepCopy();
            without.remove(required.asText());
            bodies.add(without);
        }
        for (Map.Entry<String, JsonNode> property : properties(schema).entrySet()) {
            JsonNode rule = contract.resolved(property.getValue());
            ObjectNode wrong = example.deepCopy();
            wrong.set(property.getKey(), ofAnotherType(rule));
            bodies.add(wrong);
            if (rule.has("maxLength") && rule.get("maxLength").asInt() < 100_000) {
                bodies.add(example.deepCopy()
                        .put(property.getKey(), "长".repeat(rule.get("maxLength").asInt() + 1)));
            }
        }
        return bodies;
    }

    private static Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        return properties;
    }

    private static JsonNode ofAnotherType(JsonNode rule) {
        return rule.path("type").toString().contains("object")
                ? NODES.arrayNode().add(1)
                : NODES.objectNode().put("a", 1);
    }
}
