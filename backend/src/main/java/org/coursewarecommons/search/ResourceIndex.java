package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sees to it that the index with its alias exists. The engine may come up later than we do, or come back empty. */
@Component
class ResourceIndex {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceIndex.class);
    private static final String DEFINITION = "/search/resources-v1.json";

    private final ElasticsearchClient client;
    private final FeedQueue queue;
    private final SearchProperties properties;
    private final ObjectMapper mapper;

    ResourceIndex(ElasticsearchClient client, FeedQueue queue, SearchProperties properties, ObjectMapper mapper) {
        this.mapper = mapper;
        this.client = client;
        this.queue = queue;
        this.properties = properties;
    }

    String alias() {
        return properties.alias();
    }

    /**
     * Creates what is missing.
     *
     * @throws IOException when the engine does not answer or refuses, for example without our analysis plugin
     * @throws ElasticsearchException when it refuses to say what exists
     */
    void ensure() throws IOException {
        if (client.indices().existsAlias(request -> request.name(alias())).value()) {
            return;
        }
        // First the queue, then the index: after a crash in between, everything is sent once more than needed.
        queue.requeueAll();
        // One fixed name, and the alias in the same request: of two backends that start together one wins whole.
        String name = alias() + "-v1-000001";
        Request create = new Request("PUT", "/" + name);
        create.setJsonEntity(definition());
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

    private String definition() throws IOException {
        try (InputStream file = ResourceIndex.class.getResourceAsStream(DEFINITION)) {
            ObjectNode definition = (ObjectNode) mapper.readTree(file);
            definition.withObject("/settings").put("number_of_replicas", properties.replicas());
            definition.putObject("aliases").putObject(alias());
            return mapper.writeValueAsString(definition);
        }
    }
}
