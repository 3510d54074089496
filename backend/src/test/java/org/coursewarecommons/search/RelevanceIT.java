package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.search.spi.UnprovenItems;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.sharing.Visibility;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.LinkedMultiValueMap;

/**
 * How good the hits are: the judged queries through the real search service, as a teacher of the district with a
 * teacher's scopes, in an index of their own. Writes {@code target/relevance.md}.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelevanceIT {

    private static final String INDEX = "relevance";
    /** What was reached; a change that loses it is no improvement. The held-out half took no part in the tuning. */
    private static final double REACHED = 0.92;

    private static final double REACHED_HELD_OUT = 0.91;
    private static final double REACHED_RANK = 0.95;

    private final ApplicationContext context;
    private final ObjectMapper mapper;
    private final ElasticsearchClient client;
    private final RestClient http;
    private final JdbcTemplate jdbc;
    private final JudgedQueries judged = new JudgedQueries();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, Set<String>> scopes = new HashMap<>();

    private SearchService search;
    private SearchParser parser;
    private Actor teacher;

    RelevanceIT(@Autowired ApplicationContext context) {
        this.context = context;
        mapper = context.getBean(ObjectMapper.class);
        client = context.getBean(ElasticsearchClient.class);
        http = ((RestClientTransport) client._transport()).restClient();
        jdbc = context.getBean(JdbcTemplate.class);
    }

    @BeforeAll
    void fill() throws IOException {
        Organisations organisations = context.getBean(Organisations.class);
        Catalogue catalogue = context.getBean(Catalogue.class);
        parser = context.getBean(SearchParser.class);
        SearchProperties properties =
                new SearchProperties(INDEX, 0, Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO, Duration.ZERO);
        search = new SearchService(
                new Engine(client, properties, context.getBean(Visibility.class)),
                properties,
                context.getBean(Visibility.class),
                context.getBean(org.coursewarecommons.sharing.Collections.class),
                catalogue,
                context.getBean(UnitNames.class),
                context.getBean(Synonyms.class),
                // Judged is what fits; what is shown out of turn says so of itself.
                new ExposureSlot(new NothingNew()));
        teacher = new Actor(
                UUID.randomUUID(), "", "", "", unit(organisations, "JHS-042").id(), Set.of(Role.CONTRIBUTOR));
        createIndex();
        List<BulkOperation> documents = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (Map<String, String> item : judged.corpus()) {
            UUID school = unit(organisations, item.get("school")).id();
            Set<String> where = scopes(item.get("scope"), school, organisations);
            keys.put(item.get("id"), item.get("key"));
            scopes.put(item.get("key"), where);
            where.forEach(scope -> rows.add(new Object[] {UUID.fromString(item.get("id")), scope}));
            ResourceDocument document = document(item, school, where, catalogue);
            documents.add(BulkOperation.of(
                    bulk -> bulk.index(index -> index.id(item.get("id")).document(document))));
        }
        jdbc.batchUpdate("insert into sharing.scope (resource_id, scope_id, since) values (?, ?, now())", rows);
        for (int from = 0; from < documents.size(); from += 500) {
            List<BulkOperation> part = documents.subList(from, Math.min(from + 500, documents.size()));
            BulkResponse answer = client.bulk(bulk -> bulk.index(INDEX).operations(part));
            assertThat(answer.errors()).isFalse();
        }
        client.indices().refresh(refresh -> refresh.index(INDEX));
    }

    @AfterAll
    void clear() throws IOException {
        http.performRequest(new Request("DELETE", "/" + INDEX));
        jdbc.batchUpdate(
                "delete from sharing.scope where resource_id = ?",
                judged.corpus().stream()
                        .map(item -> new Object[] {UUID.fromString(item.get("id"))})
                        .toList());
    }

    @Test
    void theJudgedQueriesFindWhatTheyShould() throws IOException {
        Set<String> mine = context.getBean(Visibility.class).scopesOf(teacher);

        List<JudgedQueries.Score> scores =
                judged.score(this::find, key -> !Collections.disjoint(scopes.get(key), mine));

        Map<String, List<JudgedQueries.Score>> halves =
                scores.stream().collect(Collectors.groupingBy(JudgedQueries.Score::half));
        List<JudgedQueries.Score> tuned = halves.get("tuned");
        List<JudgedQueries.Score> heldOut = halves.get("held-out");
        Files.writeString(
                Path.of("target", "relevance.md"),
                "# Relevance\n\n" + JudgedQueries.report("All queries", scores)
                        + JudgedQueries.report("Held out of the tuning", heldOut));
        Files.writeString(Path.of("target", "relevance-tuned.md"), JudgedQueries.report("Tuned", tuned));
        System.out.println("[relevance] all " + JudgedQueries.figures(scores) + "; tuned "
                + JudgedQueries.figures(tuned) + "; held out " + JudgedQueries.figures(heldOut));
        scores.forEach(score -> score.found().keys().forEach(key -> assertThat(scopes.get(key))
                .as(score.text() + " shows " + key)
                .containsAnyElementsOf(mine)));
        assertThat(JudgedQueries.mean(scores, JudgedQueries.Score::gain)).isGreaterThan(REACHED);
        assertThat(JudgedQueries.mean(heldOut, JudgedQueries.Score::gain)).isGreaterThan(REACHED_HELD_OUT);
        assertThat(JudgedQueries.mean(scores, JudgedQueries.Score::reciprocalRank))
                .isGreaterThan(REACHED_RANK);
        assertThat(scores.stream().filter(score -> score.found().total() == 0).count())
                .as("queries without a hit: at most one in a hundred")
                .isLessThanOrEqualTo(scores.size() / 100);
    }

    private JudgedQueries.Found find(String text) {
        LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        parameters.add("q", text);
        SearchPage page = search.search(
                parser.parse(parameters),
                new PageRequest(JudgedQueries.SEEN, List.of()),
                teacher,
                Locale.SIMPLIFIED_CHINESE);
        return new JudgedQueries.Found(
                page.items().stream().map(hit -> keys.get(hit.id())).toList(),
                page.total(),
                page.relaxed(),
                page.correctedQuery());
    }

    private void createIndex() throws IOException {
        Request create = new Request("PUT", "/" + INDEX);
        try (InputStream file = SearchService.class.getResourceAsStream("/search/resources-v1.json")) {
            create.setJsonEntity(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
        http.performRequest(create);
    }

    private static OrganisationUnit unit(Organisations organisations, String code) {
        return organisations.byCodes(Set.of(code)).get(code);
    }

    private static Set<String> scopes(String level, UUID school, Organisations organisations) {
        Set<String> scopes = new HashSet<>();
        if (level.equals("DISTRICT")) {
            scopes.add("district");
        } else {
            scopes.add("school:" + school);
        }
        if (level.equals("COLLECTIVE")) {
            organisations.collectivesOf(school).forEach(id -> scopes.add("collective:" + id));
        }
        return scopes;
    }

    private ResourceDocument document(Map<String, String> item, UUID school, Set<String> where, Catalogue catalogue) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : List.of(
                "type", "stage", "subject", "edition", "volume", "researchKind", "clubTheme", "title", "description")) {
            fields.put(name, item.get(name));
        }
        fields.put("grades", list(item.get("grade")));
        fields.put("chapters", list(item.get("chapter")));
        fields.put("keywords", list(item.get("keywords")));
        ResourceMetadata metadata = mapper.convertValue(fields, ResourceMetadata.class);
        List<String> labels = catalogue.labels(new VersionDetail(
                UUID.fromString(item.get("id")),
                school,
                "1.0",
                "MAJOR",
                VersionState.PUBLISHED,
                null,
                metadata,
                school,
                school,
                Set.of(),
                List.of(),
                null,
                java.time.Instant.parse(item.get("publishedAt"))));
        return new ResourceDocument(
                item.get("id"),
                "PUBLISHED",
                false,
                metadata.type(),
                metadata.stage(),
                list(item.get("grade")),
                metadata.subject(),
                metadata.edition(),
                list(item.get("chapter")),
                "CC_BY",
                "zh",
                List.of("TEACHER"),
                "LESSON",
                school.toString(),
                Set.of(),
                where,
                metadata.title(),
                metadata.description(),
                list(item.get("keywords")),
                labels,
                List.of(),
                item.get("body") == null ? "" : item.get("body"),
                item.get("publishedAt"),
                item.get("publishedAt"),
                item.get("publishedAt"),
                Long.parseLong(item.get("downloads")),
                null,
                0,
                0,
                1,
                1000,
                new ResourceDocument.Display(
                        "1.0",
                        "PUBLISHED",
                        null,
                        metadata.title(),
                        metadata.description(),
                        metadata.type(),
                        metadata.stage(),
                        list(item.get("grade")),
                        metadata.subject(),
                        metadata.edition(),
                        new ResourceDocument.School(school.toString(), item.get("school")),
                        item.get("publishedAt"),
                        0,
                        null,
                        new ResourceDocument.Rating(0, 0),
                        List.of()));
    }

    private record NothingNew() implements UnprovenItems {

        @Override
        public List<UUID> waiting() {
            return List.of();
        }

        @Override
        public void shown(Collection<UUID> resourceIds, UUID personId) {
            throw new IllegalStateException("nothing was waiting");
        }
    }

    private static List<String> list(String joined) {
        return joined == null ? List.of() : List.of(joined.split(";"));
    }
}
