package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes documents under their sequence as external version, so that a late or repeated write never wins. No
 * transaction is open meanwhile.
 */
@Component
class BulkSender {

    /** A request is sent when so many bytes have come together. */
    private static final int REQUEST_BYTES = 4 * 1024 * 1024;

    private final ElasticsearchClient client;
    private final ObjectWriter json;

    BulkSender(ElasticsearchClient client, ObjectMapper mapper) {
        this.client = client;
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
        List<BulkOperation> operations = new ArrayList<>();
        long total = 0;
        int bytes = 0;
        for (FeedQueue.Claim claim : claims) {
            ResourceDocument document = documents.get(claim.resourceId());
            if (document == null && !deleteOthers) {
                sent.add(new Sent(claim, Outcome.DONE, 200, null));
                continue;
            }
            byte[] source = document == null ? new byte[0] : bytes(document);
            part.add(claim);
            operations.add(document == null ? delete(claim) : index(claim, source));
            bytes += source.length;
            total += source.length;
            if (bytes >= REQUEST_BYTES) {
                sent.addAll(send(index, part, operations));
                part.clear();
                operations.clear();
                bytes = 0;
            }
        }
        if (!part.isEmpty()) {
            sent.addAll(send(index, part, operations));
        }
        return new Receipt(sent, total);
    }

    private List<Sent> send(String index, List<FeedQueue.Claim> claims, List<BulkOperation> operations) {
        BulkResponse answer;
        try {
            answer = client.bulk(request -> request.index(ResourceIndex.writeAlias(index))
                    .requireAlias(true)
                    .operations(operations));
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            sent.add(outcome(claims.get(i), answer.items().get(i)));
        }
        return sent;
    }

    /** A conflict says that the index holds this version or a later one; a deletion of nothing is one all the same. */
    private static Sent outcome(FeedQueue.Claim claim, BulkResponseItem item) {
        ErrorCause error = item.error();
        int status = item.status();
        if (error == null || status == 409) {
            return new Sent(claim, Outcome.DONE, status, null);
        }
        boolean passing = status == 404 || status == 429 || status >= 500;
        return new Sent(claim, passing ? Outcome.LATER : Outcome.REFUSED, status, String.valueOf(error.reason()));
    }

    private static BulkOperation delete(FeedQueue.Claim claim) {
        return BulkOperation.of(bulk -> bulk.delete(delete ->
                delete.id(claim.resourceId().toString()).version(claim.seq()).versionType(VersionType.External)));
    }

    private static BulkOperation index(FeedQueue.Claim claim, byte[] source) {
        return BulkOperation.of(
                bulk -> bulk.<BinaryData>index(put -> put.id(claim.resourceId().toString())
                        .version(claim.seq())
                        .versionType(VersionType.External)
                        .document(BinaryData.of(source, ContentType.APPLICATION_JSON))));
    }

    private byte[] bytes(ResourceDocument document) {
        try {
            return json.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
