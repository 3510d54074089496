package org.coursewarecommons.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON body into a value and reports ALL faults at once: unknown and mistyped properties, unknown codes and
 * broken Bean Validation rules. The one way in which bodies are read.
 */
public class StrictJson {

    /** No JSON body of this API is larger; files go other ways. */
    private static final int MAX_BODY_BYTES = 1 << 20;

    /** Whoever gets more than this wrong is told the rest at the next try. */
    private static final int MAX_MISMATCHES = 50;

    private final ObjectMapper mapper;
    private final Validator validator;

    public StrictJson(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** Reads a body into memory. @throws ProblemException 413 when it is larger than 1 MiB */
    public static byte[] bytes(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw new ProblemException(SharedProblem.PAYLOAD_TOO_LARGE);
        }
        return bytes;
    }

    /**
     * @throws ProblemException {@code malformed-request} when it is no JSON, {@code invalid-input} with every fault
     */
    public <T> T read(byte[] json, Type type) {
        List<Fault> faults = new ArrayList<>();
        T value = parse(json, type, faults);
        if (value != null) {
            // A field that could not be read is null now; "required" on top of "wrong type" would only confuse.
            List<String> told = faults.stream().map(Fault::pointer).toList();
            violations(value).stream()
                    .filter(fault -> !told.contains(fault.pointer()))
                    .forEach(faults::add);
        }
        if (!faults.isEmpty() || value == null) {
            throw faults.isEmpty()
                    ? new ProblemException(SharedProblem.MALFORMED_REQUEST, 1, 1)
                    : ProblemException.invalid(faults);
        }
        return value;
    }

    /**
     * A value after an RFC 7396 document.
     *
     * @param before as it is now
     * @throws ProblemException like {@link #read}
     */
    public <T> T patched(T before, byte[] mergePatch, Class<T> type) {
        try (JsonReader patch = Json.createReader(new ByteArrayInputStream(mergePatch));
                JsonReader target = Json.createReader(new StringReader(mapper.writeValueAsString(before)))) {
            JsonValue merged = Json.createMergePatch(patch.readValue()).apply(target.readValue());
            return read(merged.toString().getBytes(StandardCharsets.UTF_8), type);
        } catch (JsonException notJson) {
            throw new ProblemException(SharedProblem.MALFORMED_REQUEST, 1, 1);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The faults of a value that did not come from JSON. */
    public List<Fault> violations(Object value) {
        return validator.validate(value).stream()
                .map(StrictJson::toFault)
                .sorted((a, b) -> a.pointer().compareTo(b.pointer()))
                .toList();
    }

    /**
     * Some mismatches (a text where a truth value belongs) stop Jackson without asking the collector. They are noted,
     * taken out, and the rest is read again.
     */
    private <T> @Nullable T parse(byte[] json, Type type, List<Fault> faults) {
        byte[] rest = json;
        for (int i = 0; i < MAX_MISMATCHES; i++) {
            List<Fault> collected = new ArrayList<>();
            try {
                T value = parseOnce(rest, type, collected);
                faults.addAll(collected);
                return value;
            } catch (JsonMappingException mismatch) {
                String pointer = pointer(mismatch);
                faults.add(Fault.of(pointer, "type"));
                rest = without(rest, pointer);
                if (rest.length == 0) {
                    faults.addAll(collected);
                    return null;
                }
            }
        }
        return null;
    }

    private <T> @Nullable T parseOnce(byte[] json, Type type, List<Fault> faults) throws JsonMappingException {
        try {
            return mapper.readerFor(mapper.constructType(type))
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .with(
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .withHandler(new FaultCollector(faults))
                    .readValue(json);
        } catch (MismatchedInputException mismatch) {
            throw mismatch;
        } catch (JsonProcessingException syntax) {
            var at = syntax.getLocation();
            throw new ProblemException(
                    SharedProblem.MALFORMED_REQUEST,
                    at == null ? 1 : at.getLineNr(),
                    at == null ? 1 : at.getColumnNr());
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    /** The same body with null in one place; empty when there is no such place. */
    private byte[] without(byte[] json, String pointer) {
        try {
            JsonNode body = mapper.readTree(json);
            JsonPointer place = JsonPointer.compile(pointer);
            JsonNode parent = pointer.isEmpty() ? MissingNode.getInstance() : body.at(place.head());
            if (parent instanceof ObjectNode object
                    && object.hasNonNull(place.last().getMatchingProperty())) {
                object.putNull(place.last().getMatchingProperty());
            } else if (parent instanceof ArrayNode array
                    && array.hasNonNull(place.last().getMatchingIndex())) {
                array.setNull(place.last().getMatchingIndex());
            } else {
                return new byte[0];
            }
            return mapper.writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    private static String pointer(JsonMappingException mismatch) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference reference : mismatch.getPath()) {
            String name = reference.getFieldName();
            pointer.append('/').append(name == null ? String.valueOf(reference.getIndex()) : escape(name));
        }
        return pointer.toString();
    }

    private static Fault toFault(ConstraintViolation<?> violation) {
        Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
        String rule = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        String pointer = pointer(violation.getPropertyPath());
        return switch (rule) {
            case "NotNull", "NotBlank", "NotEmpty" -> Fault.of(pointer, "required");
            case "Size" -> Fault.of(pointer, "length", attributes.get("min"), attributes.get("max"));
            case "Min" -> Fault.of(pointer, "minimum", attributes.get("value"));
            case "Max" -> Fault.of(pointer, "maximum", attributes.get("value"));
            case "Pattern" -> Fault.of(pointer, "pattern", attributes.get("regexp"));
            // Our own constraints carry the fault code as their message.
            default -> Fault.of(pointer, violation.getMessage(), String.valueOf(violation.getInvalidValue()));
        };
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(escape(String.valueOf(node.getKey())));
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                pointer.append('/').append(escape(name));
            }
        }
        return pointer.toString();
    }

    static String escape(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    static String pointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }
}
