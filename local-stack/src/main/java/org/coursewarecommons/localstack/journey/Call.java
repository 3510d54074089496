package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One call by one caller: put together, sent, timed, checked and printed as a step. Not for several threads. */
public final class Call {

    private static final ObjectMapper MAPPER = Answer.JSON;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Http http;
    private final String who;
    private final String method;
    private final URI uri;
    private final String shown;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private BodyPublisher body = BodyPublishers.noBody();
    private String told = "";

    Call(Http http, String who, String method, URI uri, String shown) {
        this.http = http;
        this.who = who;
        this.method = method;
        this.uri = uri;
        this.shown = shown;
        headers.put("Accept", "application/json, application/problem+json;q=0.9, */*;q=0.5");
        if (method.equals("POST")) {
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
    }

    /** Sets a header. */
    public Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Only if the thing is still as it was with this entity tag. */
    public Call ifMatch(String eTag) {
        return header("If-Match", eTag);
    }

    Call language(String tag) {
        return header("Accept-Language", tag);
    }

    /** Sends a value as JSON. */
    public Call json(Object value) {
        return text(value, "application/json");
    }

    Call mergePatch(Object value) {
        return text(value, "application/merge-patch+json");
    }

    /** Sends bytes. */
    public Call bytes(BodyPublisher bytes, String contentType) {
        body = bytes;
        told = "(" + bytes.contentLength() + " bytes)";
        return header("Content-Type", contentType);
    }

    private Call text(Object value, String contentType) {
        try {
            told = MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        body = BodyPublishers.ofString(told);
        return header("Content-Type", contentType);
    }

    /** Sends and prints; the status must be this one. */
    Answer step(String name, int status) {
        return step(name, status, answer -> {});
    }

    /** Sends and prints; the status must be this one and the check must hold. */
    Answer step(String name, int status, Consumer<Answer> check) {
        long begun = System.nanoTime();
        Answer answer = null;
        try {
            answer = quiet();
            long millis = millisSince(begun);
            Answer.requireEqual(answer.status(), status, "the status");
            check.accept(answer);
            http.steps().held(line(name, answer, millis));
            return answer;
        } catch (JourneyFailure failure) {
            throw failed(name, answer, millisSince(begun), failure);
        }
    }

    /**
     * Asks again until the answer is as wanted, and prints one line with the whole time.
     *
     * @param limit the call with the wanted answer must have been sent by then; how long it takes to answer says
     *     something about the machine, not about what is waited for
     */
    Answer until(String name, Duration limit, Predicate<Answer> done, Consumer<Answer> check) {
        long begun = System.nanoTime();
        Answer answer = null;
        try {
            answer = quiet();
            while (!done.test(answer)) {
                Answer.require(millisSince(begun) < limit.toMillis(), "not within " + limit.toMillis() + " ms");
                Thread.sleep(PAUSE.toMillis());
                answer = quiet();
            }
            long millis = millisSince(begun);
            check.accept(answer);
            http.steps().held(line(name, answer, millis));
            return answer;
        } catch (JourneyFailure failure) {
            throw failed(name, answer, millisSince(begun), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(name, answer, millisSince(begun), new JourneyFailure("interrupted"));
        }
    }

    /** Sends without a word. */
    public Answer quiet() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).method(method, body);
        headers.forEach(request::setHeader);
        return http.send(request.build());
    }

    private JourneyFailure failed(String name, @Nullable Answer answer, long millis, JourneyFailure failure) {
        List<String> details = List.of(
                "request: " + method + " " + uri + " as " + who + (told.isEmpty() ? "" : " " + told),
                "answer:  " + (answer == null ? "none" : answer));
        http.steps().failed(line(name, answer, millis), String.valueOf(failure.getMessage()), details);
        return new JourneyFailure(name + ": " + failure.getMessage());
    }

    private Steps.Line line(String name, @Nullable Answer answer, long millis) {
        String status = answer == null ? "-" : String.valueOf(answer.status());
        return new Steps.Line(name, who, Columns.fit(method, 6) + " " + shown, status, millis);
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    @Override
    public String toString() {
        return method + " " + shown + " as " + who;
    }
}
