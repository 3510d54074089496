package org.coursewarecommons.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Records as rows of a table. A column is named like a JSON Pointer without its first slash ({@code ai/share}, {@code
 * contributors/0/name}); a list of plain values stands in one cell with semicolons between them. What a record's fields
 * are is read from its class, so new fields come without a word here.
 */
final class Cells {

    private static final String EMPTY_LIST = "[]";
    private static final String EMPTY_TEXT = "\"\"";
    /** A spreadsheet would run such a cell as a formula. */
    private static final Pattern GUARDED = Pattern.compile("(?s)'*[=+\\-@\\t\\r].*");

    private static final int MAX_INDEX = 99;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Cells() {}

    /** A cell as it is written to a table. */
    static String guarded(String value) {
        return GUARDED.matcher(value).matches() ? "'" + value : value;
    }

    /** A cell as it was before {@link #guarded}. */
    static String unguarded(String cell) {
        return cell.startsWith("'") && GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** @param cells by column; blank ones are as if they were missing */
    static ObjectNode toJson(Map<String, String> cells, Class<?> record) {
        ObjectNode root = JSON.objectNode();
        cells.forEach((column, cell) -> {
            if (!cell.isBlank()) {
                put(root, Arrays.asList(column.split("/", -1)), record, cell);
            }
        });
        return root;
    }

    /** By column, in the order of the fields; null values are left out. */
    static Map<String, String> toCells(JsonNode value) {
        Map<String, String> cells = new LinkedHashMap<>();
        value.properties().forEach(field -> flatten(field.getKey(), field.getValue(), cells));
        return cells;
    }

    private static void flatten(String column, JsonNode value, Map<String, String> cells) {
        if (value.isObject()) {
            value.properties().forEach(field -> flatten(column + "/" + field.getKey(), field.getValue(), cells));
        } else if (value.isArray() && !value.isEmpty() && value.get(0).isContainerNode()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(column + "/" + i, value.get(i), cells);
            }
        } else if (value.isArray()) {
            cells.put(column, value.isEmpty() ? EMPTY_LIST : joined(value));
        } else if (!value.isNull()) {
            cells.put(column, value.asText().isEmpty() ? EMPTY_TEXT : value.asText());
        }
    }

    private static String joined(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asText().replace("\\", "\\\\").replace(";", "\\;")));
        return String.join(";", values);
    }

    /** @return the values of a list in one cell */
    static List<String> split(String cell) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length()) {
                value.append(cell.charAt(++i));
            } else if (c == ';' || c == '；') {
                values.add(value.toString().strip());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString().strip());
        values.removeIf(String::isEmpty);
        return values;
    }

    private static void put(ObjectNode object, List<String> path, @Nullable Type type, String cell) {
        String name = path.get(0);
        Type field = component(type, name);
        if (path.size() == 1) {
            object.set(name, value(field, cell));
            return;
        }
        List<String> rest = path.subList(1, path.size());
        Type element = element(field);
        if (element != null && rest.size() > 1 && index(rest.get(0)) >= 0) {
            ArrayNode array = object.get(name) instanceof ArrayNode known ? known : object.putArray(name);
            put(at(array, index(rest.get(0))), rest.subList(1, rest.size()), element, cell);
        } else {
            ObjectNode child = object.get(name) instanceof ObjectNode known ? known : object.putObject(name);
            put(child, rest, field, cell);
        }
    }

    private static ObjectNode at(ArrayNode array, int index) {
        while (array.size() <= index) {
            array.addObject();
        }
        return (ObjectNode) array.get(index);
    }

    /** −1 when it is none, or one that no sensible table has. */
    private static int index(String segment) {
        return segment.matches("\\d{1,2}") && Integer.parseInt(segment) <= MAX_INDEX ? Integer.parseInt(segment) : -1;
    }

    private static JsonNode value(@Nullable Type type, String cell) {
        if (element(type) != null) {
            ArrayNode list = JSON.arrayNode();
            if (!cell.equals(EMPTY_LIST)) {
                split(cell).forEach(list::add);
            }
            return list;
        }
        if (cell.equals(EMPTY_TEXT)) {
            return JSON.textNode("");
        }
        if (type == Boolean.class || type == boolean.class) {
            String word = cell.strip();
            return word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")
                    ? JSON.booleanNode(Boolean.parseBoolean(word.toLowerCase(Locale.ROOT)))
                    : JSON.textNode(cell);
        }
        if (type instanceof Class<?> plain && isNumber(plain) && cell.strip().matches("-?\\d{1,18}(\\.\\d{1,9})?")) {
            return JSON.numberNode(new BigDecimal(cell.strip()));
        }
        return JSON.textNode(type == String.class ? cell : cell.strip());
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(type) || type.isPrimitive();
    }

    /** Null when the record has no such field: reading the JSON will say so. */
    private static @Nullable Type component(@Nullable Type type, String name) {
        if (type instanceof Class<?> plain && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                if (component.getName().equals(name)) {
                    return component.getGenericType();
                }
            }
        }
        return null;
    }

    /** The type of a list's elements; null when it is no list. */
    private static @Nullable Type element(@Nullable Type type) {
        return type instanceof ParameterizedType generic
                        && generic.getRawType() instanceof Class<?> raw
                        && java.util.Collection.class.isAssignableFrom(raw)
                ? generic.getActualTypeArguments()[0]
                : null;
    }
}
