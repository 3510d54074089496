package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import co.elastic.clients.json.JsonData;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes indexes and gives them their aliases: one for searches, which moves from index to index, and one for writing,
 * which every index keeps. Writing by an alias alone keeps the engine from making an index of guessed mappings when the
 * true one is gone.
 */
@Component
class ResourceIndex {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceIndex.class);
    private static final String DEFINITION = "/search/resources-v1.json";
    /** How long the engine remembers deletions, so that a write that comes late brings nothing back. */
    private static final String DELETIONS_KEPT = "1h";

    private static final String HASH = "hash";

    private final ElasticsearchClient client;
    private final LiveIndex live;
    private final FeedQueue queue;
    private final SearchProperties properties;
    private final ObjectMapper mapper;

    ResourceIndex(
            ElasticsearchClient client,
            LiveIndex live,
            FeedQueue queue,
            SearchProperties properties,
            ObjectMapper mapper) {
        this.mapper = mapper;
        this.client = client;
        this.live = live;
        this.queue = queue;
        this.properties = properties;
    }

    /** What searches ask. */
    String alias() {
        return properties.alias();
    }

    /** What is written to. */
    static String writeAlias(String index) {
        return index + "-feed";
    }

    /**
     * Creates what is missing of the live index. The engine may come up later than we do, or come back empty.
     *
     * @throws IOException when the engine does not answer or refuses, for example without our analysis plugin
     * @throws ElasticsearchException when it refuses to say what exists
     */
    void ensure() throws IOException {
        String name = live.current().name();
        boolean writable = hasAlias(writeAlias(name));
        boolean searchable = hasAlias(alias());
        if (writable && searchable) {
            return;
        }
        if (!client.indices().exists(request -> request.index(name)).value()) {
            // First the queue, then the index: after a crash in between, everything is sent once more than needed.
            queue.requeueAll();
            create(name, !searchable);
            return;
        }
        client.indices().updateAliases(request -> {
            request.actions(add(writeAlias(name), name));
            // Until a switch is through, the index before it is the one that is searched.
            return searchable ? request : request.actions(add(alias(), name));
        });
    }

    /** An empty index that nobody searches yet; one that is there already is left as it is. */
    void createForBuilding(String name) throws IOException {
        create(name, false);
    }

    private void create(String name, boolean searched) throws IOException {
        // All in one request: of two backends that start together one wins whole.
        Request create = new Request("PUT", "/" + name);
        create.setJsonEntity(definition(name, searched));
        try {
            // The typed client knows only the analysis components of the engine itself, not those of our plugin.
            ((RestClientTransport) client._transport()).restClient().performRequest(create);
            LOG.info("created search index {}", name);
        } catch (ResponseException refused) {
            if (!refused.getMessage().contains("resource_already_exists_exception")) {
                throw refused;
            }
        }
    }

    private String definition(String name, boolean searched) throws IOException {
        ObjectNode definition = (ObjectNode) definition();
        definition.withObject("/mappings/_meta").put(HASH, definitionHash());
        ObjectNode settings = definition.withObject("/settings");
        settings.put("number_of_replicas", searched ? properties.replicas() : 0);
        settings.put("gc_deletes", DELETIONS_KEPT);
        if (!searched) {
            settings.put("refresh_interval", "-1");
        }
        ObjectNode aliases = definition.putObject("aliases");
        aliases.putObject(writeAlias(name));
        if (searched) {
            aliases.putObject(alias());
        }
        return mapper.writeValueAsString(definition);
    }

    /** Of the definition that this version of ours comes with: SHA-256, hexadecimal. */
    private String definitionHash() throws IOException {
        return HexFormat.of().formatHex(Hashes.sha256().digest(mapper.writeValueAsBytes(definition())));
    }

    /** Whether the live index was made by another definition than ours. */
    boolean isOutdated() throws IOException {
        String name = live.current().name();
        JsonData made = client.indices()
                .getMapping(request -> request.index(name))
                .result()
                .get(name)
                .mappings()
                .meta()
                .get(HASH);
        return made == null || !definitionHash().equals(made.to(String.class));
    }

    private JsonNode definition() throws IOException {
        try (InputStream file = ResourceIndex.class.getResourceAsStream(DEFINITION)) {
            return mapper.readTree(file);
        }
    }

    /** What was filled in peace gets the settings of an index that is searched. */
    void makeSearchable(String name) throws IOException {
        String interval = definition().at("/settings/refresh_interval").asText("1s");
        client.indices().putSettings(request -> request.index(name)
                .settings(settings -> settings.refreshInterval(every -> every.time(interval))
                        .numberOfReplicas(String.valueOf(properties.replicas()))));
        client.indices().refresh(request -> request.index(name));
    }

    /** From now on searches ask this index and no other; for them nothing lies in between. */
    void search(String name) throws IOException {
        List<String> searched = hasAlias(alias())
                ? List.copyOf(client.indices()
                        .getAlias(request -> request.name(alias()))
                        .result()
                        .keySet())
                : List.of();
        client.indices().updateAliases(request -> {
            request.actions(add(alias(), name));
            searched.stream()
                    .filter(other -> !other.equals(name))
                    .forEach(other -> request.actions(Action.of(action ->
                            action.remove(remove -> remove.alias(alias()).index(other)))));
            return request;
        });
    }

    /** Also when it is gone already. */
    void drop(String name) throws IOException {
        client.indices().delete(request -> request.index(name).ignoreUnavailable(true));
    }

    private boolean hasAlias(String alias) throws IOException {
        return client.indices().existsAlias(request -> request.name(alias)).value();
    }

    private static Action add(String alias, String index) {
        return Action.of(action -> action.add(add -> add.alias(alias).index(index)));
    }
}
