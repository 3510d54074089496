package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The district's own words. */
@Tag(name = "search")
@RestController
@RequestMapping("/api/v1/admin/search/synonyms")
class SynonymController {

    static final int MAX_ENTRIES = 2000;

    private final Synonyms synonyms;
    private final Catalogue catalogue;

    SynonymController(Synonyms synonyms, Catalogue catalogue) {
        this.synonyms = synonyms;
        this.catalogue = catalogue;
    }

    /** The whole list; of a form that several entries have, the first entry counts. */
    @Schema(name = "Synonyms")
    record SynonymsBody(@NotNull @Size(max = MAX_ENTRIES) List<@Valid @NotNull Synonym> entries) {}

    @Operation(operationId = "getSynonyms", summary = "Words that searches treat alike / 检索同义词表")
    @GetMapping
    ResponseEntity<SynonymsBody> get(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        return answer(synonyms.stored());
    }

    @Operation(operationId = "putSynonyms", summary = "Replace the list; acts on the next search / 更新同义词表,立即生效")
    @PutMapping
    ResponseEntity<SynonymsBody> put(@RequestBody SynonymsBody body, IfMatch ifMatch, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        List<Fault> faults = unknownCodes(body.entries());
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return answer(synonyms.replace(body.entries(), ifMatch, actor));
    }

    private List<Fault> unknownCodes(List<Synonym> entries) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            List<Synonym.Meaning> means = entries.get(i).means();
            for (int j = 0; j < means.size(); j++) {
                if (!isKnown(means.get(j))) {
                    faults.add(Fault.of(
                            "/entries/%d/means/%d/value".formatted(i, j),
                            "unknown-code",
                            means.get(j).value()));
                }
            }
        }
        return faults;
    }

    /** Labels are names, which may be of any list. */
    private boolean isKnown(Synonym.Meaning meaning) {
        return SearchFilter.of(meaning.field())
                .map(filter -> catalogue
                        .names(filter.taxonomy(), Locale.SIMPLIFIED_CHINESE)
                        .containsKey(meaning.value()))
                .orElse(true);
    }

    private static ResponseEntity<SynonymsBody> answer(Synonyms.Current current) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(current.revision())).body(new SynonymsBody(current.entries()));
    }
}
