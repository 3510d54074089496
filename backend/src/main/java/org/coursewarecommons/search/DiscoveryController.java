package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finding without a finished question. */
@Tag(name = "search")
@RestController
class DiscoveryController {

    private final Suggestions suggestions;
    private final Similar similar;

    DiscoveryController(Suggestions suggestions, Similar similar) {
        this.suggestions = suggestions;
        this.similar = similar;
    }

    @Operation(operationId = "suggest", summary = "Complete what is being typed: Chinese, pinyin, first letters / 检索建议")
    @GetMapping("/api/v1/search/suggestions")
    Page<Suggestion> suggest(
            @RequestParam @Size(max = SearchParser.MAX_TEXT) String q,
            @RequestParam(defaultValue = "8") @Min(1) @Max(20) int limit,
            Actor actor) {
        return Page.whole(suggestions.of(q, limit, actor));
    }

    @Operation(operationId = "similarResources", summary = "More like this / 相似资源")
    @GetMapping("/api/v1/resources/{id}/similar")
    Page<SearchPage.Hit> similar(
            @PathVariable UUID id, @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit, Actor actor) {
        return Page.whole(similar.to(id, limit, actor));
    }
}
