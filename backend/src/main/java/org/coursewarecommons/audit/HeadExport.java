package org.coursewarecommons.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coursewarecommons.audit.spi.HeadArchive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lays the chain's head down outside the database at intervals, and reads back what lies there. */
@Component
class HeadExport {

    private static final Logger LOG = LoggerFactory.getLogger(HeadExport.class);
    private static final HexFormat HEX = HexFormat.of();

    private final ChainRows rows;
    private final HeadArchive archive;
    private final ObjectMapper mapper;

    HeadExport(ChainRows rows, HeadArchive archive, ObjectMapper mapper) {
        this.rows = rows;
        this.archive = archive;
        this.mapper = mapper;
    }

    @Scheduled(
            fixedDelayString = "${courseware.audit.export-every:PT1H}",
            initialDelayString = "${courseware.audit.export-first:PT1M}")
    void exportNewest() {
        Optional<ChainRows.Head> head = rows.head();
        if (head.isEmpty()
                || rows.lastExported()
                        .filter(it -> it.seq() >= head.get().seq())
                        .isPresent()) {
            return;
        }
        try {
            export(head.get());
        } catch (RuntimeException silent) {
            LOG.warn("the head of the audit chain stays in the database alone for now: {}", silent.toString());
        }
    }

    /** Two backends write the same bytes under the same name. */
    private void export(ChainRows.Head head) {
        Instant now = Instant.now();
        String hash = HEX.formatHex(head.hash());
        try {
            archive.keep(
                    "%019d-%s".formatted(head.seq(), hash.substring(0, 16)),
                    mapper.writeValueAsBytes(Map.of("seq", head.seq(), "hash", hash)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        rows.exported(head, now);
    }

    /** Heads as the outside place has them, oldest first. */
    List<ChainRows.Head> outside(int most) {
        return archive.newest(most).stream().map(this::read).toList();
    }

    private ChainRows.Head read(byte[] content) {
        try {
            JsonNode head = mapper.readTree(content);
            return new ChainRows.Head(
                    head.path("seq").asLong(), HEX.parseHex(head.path("hash").asText()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
