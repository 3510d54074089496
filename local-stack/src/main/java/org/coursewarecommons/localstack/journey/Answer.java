package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What came back for a call. */
public record Answer(int status, HttpHeaders headers, byte[] body) {

    static final ObjectMapper JSON = new ObjectMapper();

    /** The body. @throws JourneyFailure when it is not JSON */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            throw new JourneyFailure("the answer is not JSON");
        }
    }

    /** The value at a JSON Pointer as text; empty when it is not there. */
    public String text(String pointer) {
        return json().at(pointer).asText("");
    }

    String header(String name) {
        return headers.firstValue(name).orElseThrow(() -> new JourneyFailure("the header " + name + " is missing"));
    }

    /** The entity tag. @throws JourneyFailure without one */
    public String eTag() {
        return header("ETag");
    }

    /** The id at the end of {@code Location}. */
    String createdId() {
        String location = header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    void require(String pointer, Object expected) {
        String found = text(pointer);
        require(
                found.equals(String.valueOf(expected)),
                pointer + " is \"" + found + "\", expected \"" + expected + "\"");
    }

    void requireHeader(String name, Object expected) {
        String found = header(name);
        require(found.equals(String.valueOf(expected)), name + " is " + found + ", expected " + expected);
    }

    /** A problem document of this code. */
    void requireProblem(String code) {
        require(header("Content-Type").startsWith("application/problem+json"), "no problem document");
        require("/code", code);
        require("/status", status);
        require("/type", "/problems/" + code);
    }

    /** A problem document that names this field and rule among its faults. */
    void requireFault(String pointer, String code) {
        for (JsonNode fault : json().path("errors")) {
            if (fault.path("pointer").asText().equals(pointer)
                    && fault.path("code").asText().equals(code)) {
                return;
            }
        }
        throw new JourneyFailure("no fault " + code + " at " + pointer);
    }

    static void require(boolean held, String reason) {
        if (!held) {
            throw new JourneyFailure(reason);
        }
    }

    static void requireEqual(Object found, Object expected, String what) {
        require(Objects.equals(found, expected), what + " is " + found + ", expected " + expected);
    }

    @Override
    public String toString() {
        String text = new String(body, 0, Math.min(body.length, 3000), StandardCharsets.UTF_8);
        return status + " " + (text.indexOf('\0') < 0 ? text : "(" + body.length + " bytes)");
    }
}
