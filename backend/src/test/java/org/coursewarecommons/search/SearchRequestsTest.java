package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.Test;

/** The request as the engine gets it. */
class SearchRequestsTest {

    private static final PageRequest FIRST = PageRequest.parse("10", null);

    @Test
    void theCallersScopesFilterEverySearch() {
        for (String text : List.of("", "分数", "fenshu")) {
            JsonNode query = json(criteria(text, SearchSort.RELEVANCE), FIRST).get("query");
            JsonNode bool = text.isEmpty() ? query.get("bool") : query.at("/function_score/query/bool");
            assertThat(bool.at("/filter/0/terms/scopeIds").toString()).isEqualTo("[\"district\",\"school:1\"]");
        }
    }

    @Test
    void fourClausesSelectWhenTheTextIsLongAndHasLetters() {
        JsonNode bool = json(criteria("圆 分数的初步认识 fenshu", SearchSort.RELEVANCE), FIRST)
                .at("/query/function_score/query/bool/must/0/bool");

        assertThat(bool.get("should")).hasSize(4);
        assertThat(bool.get("minimum_should_match").asText()).isEqualTo("1");
        assertThat(bool.at("/should/1/bool/must")).hasSize(3);
        assertThat(bool.at("/should/1/bool/must/2/bool/should")).hasSize(3);
    }

    @Test
    void aShortTextDoesNotAskBodiesForScatteredWords() {
        assertThat(json(criteria("分数", SearchSort.RELEVANCE), FIRST)
                        .at("/query/function_score/query/bool/must/0/bool/should"))
                .hasSize(2);
    }

    @Test
    void onlyWhatIsShownIsRead() {
        JsonNode request = json(criteria("分数", SearchSort.RELEVANCE), FIRST);

        assertThat(request.at("/_source/includes").toString()).isEqualTo("[\"display\"]");
        assertThat(request.get("size").asInt()).isEqualTo(11);
        assertThat(request.get("timeout").asText()).isEqualTo("1500ms");
        assertThat(request.at("/highlight/encoder").asText()).isEqualTo("html");
    }

    @Test
    void everyOrderEndsWithTheId() {
        for (SearchSort sort : SearchSort.values()) {
            JsonNode order = json(criteria("分数", sort), FIRST).get("sort");
            assertThat(order.get(order.size() - 1).toString()).contains("\"id\"");
        }
    }

    @Test
    void aCursorLeadsToTheNextPage() {
        SearchCriteria criteria = criteria("分数", SearchSort.RELEVANCE);
        PageRequest next =
                next(criteria, List.of(FieldValue.of(1.25), FieldValue.of(1700000000000L), FieldValue.of("a")));

        assertThat(json(criteria, next).get("search_after").toString()).isEqualTo("[1.25,1700000000000,\"a\"]");
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        PageRequest next =
                next(criteria("分数", SearchSort.NEWEST), List.of(FieldValue.of(1700000000000L), FieldValue.of("a")));

        assertThatThrownBy(() -> json(criteria("分数", SearchSort.DOWNLOADS), next))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }

    @Test
    void aFacetCountsWithoutItsOwnFilterAndTheHitsKeepIt() {
        SearchCriteria criteria = new SearchCriteria(
                QueryGrammar.Asked.of(SearchText.of("分数")),
                Map.of(SearchFilter.SUBJECT, List.of("SX"), SearchFilter.GRADE, List.of("G03")),
                null,
                SearchSort.RELEVANCE,
                Set.of(SearchFilter.SUBJECT),
                null);

        JsonNode request = json(criteria, FIRST);

        assertThat(request.at("/post_filter/bool/filter/0/terms/subject").toString())
                .isEqualTo("[\"SX\"]");
        assertThat(request.at("/aggregations/subject/filter").toString()).doesNotContain("SX");
        assertThat(request.get("query").toString()).contains("G03").doesNotContain("\"SX\"");
    }

    private static PageRequest next(SearchCriteria criteria, List<FieldValue> lastHit) {
        Page<Integer> page = Page.cut(
                List.of(1, 2), PageRequest.parse("1", null), 2, row -> SearchRequests.cursor(criteria, lastHit, false));
        return PageRequest.parse("10", page.nextCursor());
    }

    private static SearchCriteria criteria(String text, SearchSort sort) {
        return new SearchCriteria(
                QueryGrammar.Asked.of(SearchText.of(text)), Map.of(), null, sort, Set.of(SearchFilter.SUBJECT), null);
    }

    private static JsonNode json(SearchCriteria criteria, PageRequest page) {
        var request = SearchRequests.of(
                "resources",
                criteria,
                new Vocabulary(List.of()).read(criteria.asked().words()),
                new SearchRequests.Bounds(Set.of("school:1", "district"), null, List.of()),
                page,
                Duration.ofMillis(1500),
                false);
        try {
            return new ObjectMapper().readTree(JsonpUtils.toJsonString(request, new JacksonJsonpMapper()));
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }
}
