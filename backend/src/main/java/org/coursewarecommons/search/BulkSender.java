package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes documents under their sequence as external version, so that a late or repeated write never wins. No
 * transaction is open meanwhile. The lines of a request are written straight from the documents: made of the client's
 * typed operations they cost a rebuild as much as reading the database.
 */
@Component
class BulkSender {

    /** A request is sent when so many bytes have come together. */
    private static final int REQUEST_BYTES = 4 * 1024 * 1024;

    private static final ContentType NDJSON = ContentType.create("application/x-ndjson", StandardCharsets.UTF_8);

    private final RestClient client;
    private final ObjectMapper mapper;
    private final ObjectWriter json;

    BulkSender(ElasticsearchClient client, ObjectMapper mapper) {
        this.client = ((RestClientTransport) client._transport()).restClient();
        this.mapper = mapper;
        json = mapper.writerFor(ResourceDocument.class);
    }

    /** What became of one document. */
    enum Outcome {
        /** The index holds this state or a later one. */
        DONE,
        /** The engine is busy, or the index isn't there. */
        LATER,
        /** It won't take this document, however often it is sent. */
        REFUSED
    }

    /** @param status of HTTP; @param reason the engine's words when it is not DONE */
    record Sent(FeedQueue.Claim claim, Outcome outcome, int status, @Nullable String reason) {}

    /** @param sent one for each claim, in their order; @param bytes of all documents */
    record Receipt(List<Sent> sent, long bytes) {}

    /**
     * @param documents what is not among them is deleted, or not written when there can't be anything to delete
     * @throws UncheckedIOException when the engine does not answer
     */
    Receipt send(
            String index, List<FeedQueue.Claim> claims, Map<UUID, ResourceDocument> documents, boolean deleteOthers) {
        List<Sent> sent = new ArrayList<>();
        List<FeedQueue.Claim> part = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream(64 * 1024);
        long total = 0;
        try {
            for (FeedQueue.Claim claim : claims) {
                ResourceDocument document = documents.get(claim.resourceId());
                if (document == null && !deleteOthers) {
                    sent.add(new Sent(claim, Outcome.DONE, 200, null));
                    continue;
                }
                part.add(claim);
                total += write(lines, claim, document);
                if (lines.size() >= REQUEST_BYTES) {
                    sent.addAll(send(index, part, lines.toByteArray()));
                    part.clear();
                    lines.reset();
                }
            }
            if (!part.isEmpty()) {
                sent.addAll(send(index, part, lines.toByteArray()));
            }
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        return new Receipt(sent, total);
    }

    /** @return bytes of the document */
    private int write(ByteArrayOutputStream lines, FeedQueue.Claim claim, @Nullable ResourceDocument document)
            throws IOException {
        String action = document == null ? "delete" : "index";
        lines.writeBytes(("{\"" + action + "\":{\"_id\":\"" + claim.resourceId() + "\",\"version\":" + claim.seq()
                        + ",\"version_type\":\"external\"}}\n")
                .getBytes(StandardCharsets.US_ASCII));
        if (document == null) {
            return 0;
        }
        byte[] source = json.writeValueAsBytes(document);
        lines.writeBytes(source);
        lines.write('\n');
        return source.length;
    }

    private List<Sent> send(String index, List<FeedQueue.Claim> claims, byte[] lines) throws IOException {
        Request request = new Request("POST", "/" + ResourceIndex.writeAlias(index) + "/_bulk");
        request.addParameter("require_alias", "true");
        request.addParameter("filter_path", "items.*.status,items.*.error.reason");
        request.setEntity(new NByteArrayEntity(lines, NDJSON));
        JsonNode items;
        try (InputStream answer = client.performRequest(request).getEntity().getContent()) {
            items = mapper.readTree(answer).path("items");
        }
        List<Sent> sent = new ArrayList<>(claims.size());
        for (int i = 0; i < claims.size(); i++) {
            // The action's name comes first: index or delete.
            sent.add(outcome(claims.get(i), items.required(i).elements().next()));
        }
        return sent;
    }

    /** A conflict says that the index holds this version or a later one; a deletion of nothing is one all the same. */
    private static Sent outcome(FeedQueue.Claim claim, JsonNode item) {
        int status = item.required("status").intValue();
        if (!item.has("error") || status == 409) {
            return new Sent(claim, Outcome.DONE, status, null);
        }
        boolean passing = status == 404 || status == 429 || status >= 500;
        String reason = item.at("/error/reason").asText();
        return new Sent(claim, passing ? Outcome.LATER : Outcome.REFUSED, status, reason);
    }
}
