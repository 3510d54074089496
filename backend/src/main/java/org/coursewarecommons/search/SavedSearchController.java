package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Searches that are kept, and told about. */
@Tag(name = "search")
@RestController
@RequestMapping("/api/v1/saved-searches")
class SavedSearchController {

    private final SavedSearches searches;

    SavedSearchController(SavedSearches searches) {
        this.searches = searches;
    }

    @Operation(operationId = "listSavedSearches", summary = "My saved searches / 我保存的检索")
    @GetMapping
    Page<SavedSearch.View> list(PageRequest page, Actor actor) {
        return searches.page(actor, page);
    }

    @Operation(operationId = "getSavedSearch", summary = "One of my saved searches / 查看保存的检索")
    @GetMapping("/{id}")
    ResponseEntity<SavedSearch.View> get(@PathVariable UUID id, Actor actor) {
        return answer(searches.get(id, actor));
    }

    @Operation(
            operationId = "saveSearch",
            summary = "Keep a search; with notices new finds come to the inbox / 保存检索,可接收新资源通知")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<SavedSearch.View> add(@RequestBody SavedSearch.Input input, Actor actor) {
        SavedSearch search = searches.add(input, actor);
        return ResponseEntity.created(URI.create("/api/v1/saved-searches/" + search.id()))
                .eTag(IfMatch.eTag(search.revision()))
                .body(search.view());
    }

    @Operation(operationId = "changeSavedSearch", summary = "Change a saved search / 修改保存的检索")
    @PutMapping("/{id}")
    ResponseEntity<SavedSearch.View> change(
            @PathVariable UUID id, @RequestBody SavedSearch.Input input, IfMatch ifMatch, Actor actor) {
        return answer(searches.change(id, input, ifMatch, actor));
    }

    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteSavedSearch", summary = "Delete a saved search / 删除保存的检索")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@PathVariable UUID id, IfMatch ifMatch, Actor actor) {
        searches.remove(id, ifMatch, actor);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<SavedSearch.View> answer(SavedSearch search) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(search.revision())).body(search.view());
    }
}
