package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.PageRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Finding. */
@Tag(name = "search", description = "Find what I may see / 检索")
@RestController
class SearchController {

    private final SearchParser parser;
    private final SearchService search;

    SearchController(SearchParser parser, SearchService search) {
        this.parser = parser;
        this.search = search;
    }

    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", content = @Content)
    @Operation(
            operationId = "search",
            summary = "Search what I may see / 检索资源",
            description = "Chinese, pinyin and pinyin initials; titles, descriptions and the text inside files."
                    + " In q: words, \"a phrase\", -not, and field:value (subject, grade, type, stage, edition, title, description,"
                    + " body, keyword); anything else is a word. Repeat a filter to allow several values; a facet counts"
                    + " without its own filter. / 支持中文、拼音、拼音首字母及文件正文检索,q 中可用 \"短语\"、-排除词、字段:值")
    @Parameter(
            name = "q",
            description = "What to find; without it everything, the newest first / 检索词",
            schema = @Schema(type = "string", maxLength = SearchParser.MAX_TEXT),
            example = "分数的初步认识")
    @Parameter(name = "subject", array = @ArraySchema(schema = @Schema(type = "string"), maxItems = 20))
    @Parameter(name = "stage", array = @ArraySchema(schema = @Schema(type = "string"), maxItems = 20))
    @Parameter(name = "grade", array = @ArraySchema(schema = @Schema(type = "string"), maxItems = 20))
    @Parameter(name = "type", array = @ArraySchema(schema = @Schema(type = "string"), maxItems = 20))
    @Parameter(name = "edition", array = @ArraySchema(schema = @Schema(type = "string"), maxItems = 20))
    @Parameter(name = "chapterId", array = @ArraySchema(schema = @Schema(type = "string"), maxItems = 20))
    @Parameter(name = "licence", array = @ArraySchema(schema = @Schema(type = "string"), maxItems = 20))
    @Parameter(
            name = "school",
            description = "Of the contributor / 贡献者所在学校",
            array = @ArraySchema(schema = @Schema(type = "string", format = "uuid"), maxItems = 20))
    @Parameter(
            name = "collective",
            description = "Of the contributor's school / 贡献学校所在集团或联盟",
            array = @ArraySchema(schema = @Schema(type = "string", format = "uuid"), maxItems = 20))
    @Parameter(
            name = "collection",
            description = "Only what is in it / 只在此资源集内",
            schema = @Schema(type = "string", format = "uuid"))
    @Parameter(
            name = "state",
            description = "SUPERSEDED finds what stays out otherwise / 状态,默认不含“教材已更换”",
            array =
                    @ArraySchema(
                            maxItems = 20,
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"PUBLISHED", "PROBATION", "SUPERSEDED"})))
    @Parameter(name = "publishedAfter", schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            name = "sort",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"relevance", "newest", "effect", "downloads"},
                            defaultValue = "relevance"))
    @Parameter(
            name = "facets",
            description = "What to count by / 分面统计",
            array =
                    @ArraySchema(
                            maxItems = 10,
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {
                                                "subject",
                                                "stage",
                                                "grade",
                                                "type",
                                                "edition",
                                                "licence",
                                                "school",
                                                "collective",
                                                "chapterId",
                                                "state"
                                            })),
            explode = Explode.FALSE)
    @GetMapping("/api/v1/search")
    ResponseEntity<SearchPage> search(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            PageRequest page,
            Actor actor,
            Locale locale) {
        SearchPage found = search.search(parser.parse(parameters), page, actor, locale);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (found.nextCursor() != null) {
            String next = ServletUriComponentsBuilder.fromCurrentRequest()
                    .replaceQueryParam("cursor", found.nextCursor())
                    .build(true)
                    .toUriString();
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.body(found);
    }
}
