package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The code lists that clients build their forms and filters from. */
@Tag(name = "taxonomies", description = "Code lists / 代码表")
@RestController
@RequestMapping("/api/v1/taxonomies")
class TaxonomyController {

    private final Taxonomies taxonomies;

    TaxonomyController(Taxonomies taxonomies) {
        this.taxonomies = taxonomies;
    }

    @Schema(name = "Term", description = "A code with its names / 代码及名称")
    record TermView(
            @Size(max = 100) String code,
            @Size(max = 200) String zh,
            @Size(max = 200) String en,
            Map<String, String> properties) {}

    @Operation(operationId = "listTerms", summary = "A code list / 代码表")
    @GetMapping("/{name}")
    Page<TermView> list(@PathVariable @Size(max = 60) String name, PageRequest page, Actor actor) {
        List<Taxonomies.Term> terms = taxonomies.list(name);
        int from = page.after(0) == null ? 0 : indexAfter(terms, page.after(0));
        List<Taxonomies.Term> rows = terms.subList(from, Math.min(terms.size(), from + page.limit() + 1));
        return Page.cut(rows, page, terms.size(), term -> List.of(term.code()))
                .map(term -> new TermView(
                        term.code(), term.name().get("zh"), term.name().get("en"), term.properties()));
    }

    private static int indexAfter(List<Taxonomies.Term> terms, String code) {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).code().equals(code)) {
                return i + 1;
            }
        }
        throw org.coursewarecommons.shared.ProblemException.invalidParameter("cursor", "cursor");
    }
}
