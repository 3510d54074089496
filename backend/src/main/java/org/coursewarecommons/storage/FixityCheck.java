package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.coursewarecommons.shared.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads what lies in the store again, oldest first and slowly, and finds out whether it is still what was stored. */
@Component
class FixityCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FixityCheck.class);

    private final ObjectStore store;
    private final FixityRows rows;
    private final FixityFindings findings;
    private final StorageProperties.Fixity settings;

    FixityCheck(ObjectStore store, FixityRows rows, FixityFindings findings, StorageProperties properties) {
        this.store = store;
        this.rows = rows;
        this.findings = findings;
        this.settings = properties.fixity();
    }

    /** Begins no further blob once the bytes of a run are used up, so a run exceeds them by less than one blob. */
    @Scheduled(fixedDelayString = "${courseware.storage.fixity.every:PT1H}", initialDelayString = "PT5M")
    void runOnce() {
        long read = 0;
        if (rows.overdue(settings.maxAge())) {
            LOG.warn(
                    "blobs have not been read for {}: {} bytes an hour are too few, or the store was away for long",
                    settings.maxAge(),
                    settings.bytesPerRun());
        }
        while (read < settings.bytesPerRun()) {
            Optional<FixityRows.Due> due = rows.claim(settings.dueAfter());
            if (due.isEmpty() || !check(due.get())) {
                return;
            }
            read += due.get().size();
        }
    }

    /** @return false when the store does not answer: no others are asked for then */
    private boolean check(FixityRows.Due due) {
        try {
            findings.keep(due, read(due));
            return true;
        } catch (IOException | ProblemException | StoreRefusal noAnswer) {
            // A silent store is no damage.
            LOG.warn("blob {} could not be checked: {}", due.sha256(), noAnswer.toString());
            rows.giveBack(due);
            return false;
        }
    }

    private BlobState read(FixityRows.Due due) throws IOException {
        try (InputStream bytes = store.open(BlobService.key(due.sha256(), due.objectKey()), 0, null)) {
            StoredBlob found = Hashing.of(bytes);
            return found.sha256().equals(due.sha256()) ? BlobState.OK : BlobState.CORRUPT;
        } catch (StoreRefusal refusal) {
            if (refusal.isMissingObject()) {
                return BlobState.MISSING;
            }
            throw refusal;
        }
    }
}
