package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether two indexes say the same: SHA-256 over the sources of all documents, sorted by id, each source with its fields
 * sorted by name. Both are read side by side, page by page. Documents that were changed while one of the two was being
 * fed stand in different versions and are left out of both sums.
 */
@Component
class IndexComparison {

    private static final int SAMPLES = 20;

    private final ElasticsearchClient client;
    private final JdbcClient jdbc;
    private final ObjectWriter sorted;

    IndexComparison(ElasticsearchClient client, JdbcClient jdbc, ObjectMapper mapper) {
        this.client = client;
        this.jdbc = jdbc;
        sorted = mapper.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    /**
     * @param documents that both hold in the same version
     * @param changed held in different versions, or changed while they were read
     * @param onlyOld documents that the new index lacks; withdrawn meanwhile, or they should have gone long ago
     * @param onlyNew documents that the old index lacks; published meanwhile, or it should have had them
     * @param differing in the same version, but with another source
     * @param differingIds the first of them
     * @param oldHash SHA-256 of the old index's sources, hexadecimal
     */
    @Schema(name = "IndexComparison")
    record Result(
            long documents,
            long changed,
            long onlyOld,
            long onlyNew,
            long differing,
            @Schema(maxLength = SAMPLES) List<String> differingIds,
            @Schema(maxLength = 64) String oldHash,
            @Schema(maxLength = 64) String newHash,
            boolean equal) {}

    /** @param alive called now and then; may throw to end it */
    Result compare(String oldIndex, String newIndex, Runnable alive) throws IOException {
        try (IndexScan old = IndexScan.whole(client, oldIndex);
                IndexScan built = IndexScan.whole(client, newIndex)) {
            return compare(old, built, alive);
        }
    }

    private Result compare(IndexScan old, IndexScan built, Runnable alive) throws IOException {
        MessageDigest oldSum = Hashes.sha256();
        MessageDigest newSum = Hashes.sha256();
        long documents = 0;
        long changed = 0;
        long onlyOld = 0;
        long onlyNew = 0;
        long differing = 0;
        List<String> samples = new ArrayList<>();
        IndexScan.@Nullable Entry left = old.next();
        IndexScan.@Nullable Entry right = built.next();
        for (long seen = 1; left != null || right != null; seen++) {
            if (seen % 1000 == 0) {
                alive.run();
            }
            int order = left == null ? 1 : right == null ? -1 : left.id().compareTo(right.id());
            if (order < 0) {
                onlyOld++;
                left = old.next();
                continue;
            }
            if (order > 0) {
                onlyNew++;
                right = built.next();
                continue;
            }
            byte[] oldSource = bytes(left);
            byte[] newSource = bytes(right);
            boolean same = MessageDigest.isEqual(oldSource, newSource);
            if (left.version() != right.version() || !same && isChanging(left)) {
                changed++;
            } else {
                documents++;
                oldSum.update(oldSource);
                newSum.update(newSource);
                if (!same) {
                    differing++;
                    if (samples.size() < SAMPLES) {
                        samples.add(left.id());
                    }
                }
            }
            left = old.next();
            right = built.next();
        }
        String oldHash = HexFormat.of().formatHex(oldSum.digest());
        String newHash = HexFormat.of().formatHex(newSum.digest());
        return new Result(
                documents, changed, onlyOld, onlyNew, differing, samples, oldHash, newHash, oldHash.equals(newHash));
    }

    /** The feed loads what is true when it sends: between a change and its own turn a document can be newer than its version. */
    private boolean isChanging(IndexScan.Entry entry) {
        return jdbc.sql("select seq <> :version from search.document where resource_id = :id")
                .param("version", entry.version())
                .param("id", UUID.fromString(entry.id()))
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    private byte[] bytes(IndexScan.Entry entry) {
        try {
            return (entry.id() + ' ' + sorted.writeValueAsString(entry.source()) + '\n')
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
