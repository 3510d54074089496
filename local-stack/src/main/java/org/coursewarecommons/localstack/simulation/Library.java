package org.coursewarecommons.localstack.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.coursewarecommons.localstack.journey.Answer;
import org.coursewarecommons.localstack.journey.Call;
import org.coursewarecommons.localstack.journey.Http;
import org.coursewarecommons.localstack.journey.JourneyFailure;

/** The doors of the system that the simulation goes through; an answer that is not as expected ends it. */
final class Library {

    private static final int THREADS = 4;
    /** Three minutes: the files of two hundred imported items are inspected before those of a new one. */
    private static final int ROUNDS = 3600;

    private static final int PAUSE_MILLIS = 50;

    private final Http http;
    private final String steward;

    Library(Http http, String steward) {
        this.http = http;
        this.steward = steward;
    }

    Call as(String person, String method, String path) {
        return http.as(person, method, path);
    }

    Answer get(String person, String path) {
        return expect(as(person, "GET", path), 200);
    }

    Answer post(String person, String path, Object body, int status) {
        return expect(as(person, "POST", path).json(body), status);
    }

    static Answer expect(Call call, int status) {
        Answer answer = call.quiet();
        if (answer.status() != status) {
            throw new JourneyFailure(call + ": " + status + " expected, but " + answer);
        }
        return answer;
    }

    /** Asks again until it is so; for what the system does in the background. */
    Answer until(String person, String path, Predicate<Answer> done) {
        for (int i = 0; i < ROUNDS; i++) {
            Answer answer = get(person, path);
            if (done.test(answer)) {
                return answer;
            }
            pause();
        }
        throw new JourneyFailure(path + " is still " + get(person, path));
    }

    /** All items of a list with cursors. */
    List<JsonNode> all(String person, String path) {
        List<JsonNode> found = new ArrayList<>();
        String start = path + (path.contains("?") ? "&" : "?") + "limit=100";
        for (String cursor = ""; ; ) {
            JsonNode page = get(person, start + cursor).json();
            page.path("items").forEach(found::add);
            if (page.path("nextCursor").isNull() || page.path("nextCursor").isMissingNode()) {
                return found;
            }
            cursor = "&cursor=" + page.path("nextCursor").asText();
        }
    }

    Instant now() {
        return Instant.parse(get(steward, "/simulation/clock").text("/now"));
    }

    /** Lets time pass; what was due has happened afterwards. */
    void passTo(Instant moment) {
        post(steward, "/simulation/clock", Map.of("until", moment.toString()), 200);
    }

    /** Works side by side; the results come in the order of the works. */
    static <T> List<T> together(List<Callable<T>> works) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> work : threads.invokeAll(works)) {
                results.add(work.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JourneyFailure("interrupted");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof JourneyFailure failure
                    ? failure
                    : new IllegalStateException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The body of an event; what says nothing is left out. */
    static Map<String, Object> body(Use use, String resourceId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("eventId", use.id());
        body.put("resourceId", resourceId);
        body.put("verb", use.verb());
        body.put("at", use.at().toString());
        body.put("sessionId", use.sitting());
        if (use.seconds() > 0) {
            body.put("durationSeconds", use.seconds());
        }
        if (!use.behalf().isEmpty()) {
            body.put("onBehalfOf", use.behalf());
        }
        return body;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JourneyFailure("interrupted");
        }
    }
}
