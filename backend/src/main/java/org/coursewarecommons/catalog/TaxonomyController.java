package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The code lists that clients build their forms and filters from. */
@Tag(name = "taxonomies", description = "Code lists / 代码表")
@RestController
@RequestMapping("/api/v1/taxonomies")
class TaxonomyController {

    /** The list of all lists. */
    private static final String LISTS = "lists";

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

    @Operation(operationId = "listTaxonomies", summary = "Which code lists there are / 代码表目录")
    @GetMapping
    ResponseEntity<Page<TermView>> lists(PageRequest page, HttpServletRequest request, Actor actor) {
        return answer(taxonomies.list(LISTS), page, request);
    }

    /**
     * The filters are properties that some of the lists have: {@code chapters?subject=SX&grade=G03&edition=RJ&volume=V1},
     * {@code subjects?stage=PRIMARY}.
     */
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = "Not modified", content = @Content)
    @Operation(
            operationId = "listTerms",
            summary = "A code list, if wanted narrowed by properties that it has / 代码表,可按其属性筛选",
            description =
                    """
                    Filters are refused on lists that have no such property. Lists change seldom: ask with If-None-Match.
                    列表没有的属性不能用作筛选条件。代码表很少变化,请带 If-None-Match 查询。""")
    @GetMapping("/{name}")
    ResponseEntity<Page<TermView>> list(
            @PathVariable @Size(max = 60) String name,
            @RequestParam(required = false) @Size(max = 60) String subject,
            @RequestParam(required = false) @Size(max = 60) String stage,
            @RequestParam(required = false) @Size(max = 60) String grade,
            @RequestParam(required = false) @Size(max = 60) String edition,
            @RequestParam(required = false) @Size(max = 60) String series,
            @RequestParam(required = false) @Size(max = 60) String volume,
            @RequestParam(required = false) @Size(max = 60) String level,
            @RequestParam(required = false) @Size(max = 100) String parent,
            @RequestParam(required = false) @Size(max = 60) String phase,
            PageRequest page,
            HttpServletRequest request,
            Actor actor) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("subject", subject);
        filters.put("stage", stage);
        filters.put("grade", grade);
        filters.put("edition", edition);
        filters.put("series", series);
        filters.put("volume", volume);
        filters.put("level", level);
        filters.put("parent", parent);
        filters.put("phase", phase);
        filters.values().removeIf(value -> value == null);
        return answer(filtered(taxonomies.list(name), filters), page, request);
    }

    private static List<Taxonomies.Term> filtered(List<Taxonomies.Term> terms, Map<String, String> filters) {
        List<Taxonomies.Term> left = terms;
        for (Map.Entry<String, String> filter : filters.entrySet()) {
            if (terms.stream().noneMatch(term -> values(term, filter.getKey()) != null)) {
                throw ProblemException.invalidParameter(filter.getKey(), "no-such-filter");
            }
            left = left.stream()
                    .filter(term -> {
                        Collection<String> values = values(term, filter.getKey());
                        return values != null && values.contains(filter.getValue());
                    })
                    .toList();
        }
        return left;
    }

    /** Lists name a property in the plural where it may have several values. */
    private static @Nullable Collection<String> values(Taxonomies.Term term, String property) {
        String value =
                term.properties().getOrDefault(property, term.properties().get(property + "s"));
        return value == null ? null : Arrays.asList(value.split("\\|"));
    }

    private ResponseEntity<Page<TermView>> answer(
            List<Taxonomies.Term> terms, PageRequest page, HttpServletRequest request) {
        String after = page.after(0);
        int from = after == null ? 0 : indexAfter(terms, after);
        List<Taxonomies.Term> rows = terms.subList(from, Math.min(terms.size(), from + page.limit() + 1));
        Page<TermView> body = Page.cut(rows, page, terms.size(), term -> List.of(term.code()))
                .map(term -> new TermView(
                        term.code(), term.name().get("zh"), term.name().get("en"), term.properties()));
        return ResponseEntity.ok()
                .eTag(eTag(request))
                .cacheControl(CacheControl.maxAge(1, TimeUnit.MINUTES).cachePrivate())
                .body(body);
    }

    /** The answer is the same as long as the seeds and the question are. */
    private String eTag(HttpServletRequest request) {
        String asked = taxonomies.version() + " " + request.getRequestURI() + "?" + request.getQueryString();
        return UUID.nameUUIDFromBytes(asked.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static int indexAfter(List<Taxonomies.Term> terms, String code) {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).code().equals(code)) {
                return i + 1;
            }
        }
        throw ProblemException.invalidParameter("cursor", "cursor");
    }
}
