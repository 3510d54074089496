package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code courseware/journey.json}: what is deposited, how it is reviewed and what must come of it.
 *
 * @param searcher a teacher of another school
 * @param client a school's own system
 */
record JourneyPlan(int version, String searcher, String client, List<Item> items) {

    /** One resource on its way; {@code search} and {@code use} are missing where it is never found. */
    record Item(
            String key,
            String author,
            JsonNode resource,
            List<FilePlan> files,
            JsonNode submission,
            List<Round> rounds,
            @Nullable Phrases search,
            @Nullable Use use) {

        String title() {
            return resource.path("title").asText();
        }
    }

    /** @param upload {@code MULTIPART} (in parts, by signed links) or {@code SMALL} */
    record FilePlan(String file, String role, String upload, int padMebibytes, String mediaType) {}

    /** @param revision what the author does before this round; missing in the first */
    record Round(
            int round,
            @Nullable Revision revision,
            Map<String, List<JsonNode>> sheets,
            @Nullable VetoCheck vetoCheck,
            Expected expected) {}

    record Revision(JsonNode patch, String note) {}

    record VetoCheck(String code, String vote, String comment) {}

    /** @param composite points of 100; missing when a veto decides */
    record Expected(
            String outcome,
            String state,
            @Nullable Double technician,
            @Nullable Double expert,
            @Nullable Double teacher,
            @Nullable Double composite,
            @Nullable String confirmedVeto) {}

    /** @param bodyPhrase stands only inside the file */
    record Phrases(String titlePhrase, String bodyPhrase, String bodyPhraseFile) {}

    record Use(List<String> verbs, JsonNode rating) {}
}
