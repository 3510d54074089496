package org.coursewarecommons.search;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.PageRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why a search finds what it finds: for those who keep the synonyms. */
@Tag(name = "search")
@RestController
class ExplanationController {

    private final SearchParser parser;
    private final SearchService search;

    ExplanationController(SearchParser parser, SearchService search) {
        this.parser = parser;
        this.search = search;
    }

    /**
     * How a query was read.
     *
     * @param about what must be found in words
     * @param properties words that were taken for a type, grade, subject …
     * @param alternatives other words that are looked for as well
     * @param request as the engine gets it, with the caller's own scopes
     */
    @Schema(name = "SearchExplanation")
    record Explanation(
            @Schema(maxLength = 256) String about,
            @Schema(maxLength = 20) List<Synonym> properties,
            @Schema(maxLength = 3) List<String> alternatives,
            @JsonRawValue @Schema(type = "object", implementation = Object.class) String request) {}

    @Operation(
            operationId = "explainSearch",
            summary = "How a query is read and asked; parameters of GET /search / 检索过程说明")
    @GetMapping("/api/v1/admin/search/explanation")
    Explanation explain(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            PageRequest page,
            Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        return search.explain(parser.parse(parameters), page, actor);
    }
}
