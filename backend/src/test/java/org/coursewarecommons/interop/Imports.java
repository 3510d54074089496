package org.coursewarecommons.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.Api;

/** Imports by the door, awaited. */
final class Imports {

    private Imports() {}

    /** The path of a finished import. */
    static String run(Api api, String query, byte[] zip) {
        Api.Answer started = api.upload("imports" + query, "import.zip", "application/zip", zip);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        return finished(api, started);
    }

    static String finished(Api api, Api.Answer started) {
        String path = started.header("Location").orElseThrow();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> api.get(path).text("/state"), state -> state.equals("DONE") || state.equals("FAILED"));
        return path;
    }

    static List<JsonNode> rows(Api api, String path) {
        Api.Answer answer = api.get(path + "/rows?limit=100");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<JsonNode> rows = new ArrayList<>();
        answer.json().get("items").forEach(rows::add);
        return rows;
    }
}
