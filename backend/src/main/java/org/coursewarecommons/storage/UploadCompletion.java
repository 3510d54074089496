package org.coursewarecommons.storage;

import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns received parts into a blob. Each step can be repeated: when the store fails or the process dies in between, the
 * session goes back to OPEN (or its claim runs out) and the client's next completion goes on where this one ended.
 */
@Component
class UploadCompletion {

    private static final Logger LOG = LoggerFactory.getLogger(UploadCompletion.class);

    private final ObjectStore store;
    private final UploadRows rows;
    private final BlobService blobs;
    private final IncomingObjects incoming;
    private final Quotas quotas;
    private final TransactionTemplate transaction;

    UploadCompletion(
            ObjectStore store,
            UploadRows rows,
            BlobService blobs,
            IncomingObjects incoming,
            Quotas quotas,
            TransactionTemplate transaction) {
        this.store = store;
        this.rows = rows;
        this.blobs = blobs;
        this.incoming = incoming;
        this.quotas = quotas;
        this.transaction = transaction;
    }

    UploadSession run(UploadSession session, List<CompletedPart> told) {
        if (!rows.claimCompletion(session.id())) {
            throw ProblemException.invalidTransition(
                    rows.find(session.id()).map(UploadSession::state).orElse(session.state()));
        }
        return finish(session, told, null);
    }

    /**
     * For a session that is COMPLETING by the caller's claim.
     *
     * @param proven what the bytes are, when that is known without reading them back
     */
    UploadSession finish(UploadSession session, List<CompletedPart> told, @Nullable StoredBlob proven) {
        try {
            putTogether(session, told);
            StoredBlob blob = proven != null && isWhole(session, told) ? proven : readBack(session);
            requireAsDeclared(session, blob);
            blobs.adopt(blob, session.incomingKey());
            done(session, blob);
        } catch (ProblemException refused) {
            leave(session, refused);
            throw refused;
        } catch (StoreRefusal refused) {
            rows.move(session.id(), UploadState.COMPLETING, UploadState.OPEN);
            throw StoreCalls.unavailable(refused);
        } catch (RuntimeException broken) {
            rows.move(session.id(), UploadState.COMPLETING, UploadState.OPEN);
            throw broken;
        }
        incoming.clear(session);
        return rows.find(session.id()).orElseThrow();
    }

    private void done(UploadSession session, StoredBlob blob) {
        transaction.executeWithoutResult(status -> {
            if (rows.done(session.id(), blob.sha256())) {
                quotas.book(session.id(), session.ownerId(), session.schoolId(), blob);
            }
        });
    }

    /** Wrong bytes are final; a forgotten part or a silent store is not. */
    private void leave(UploadSession session, ProblemException refused) {
        if (refused.problem() instanceof StorageProblem) {
            rows.refuse(session.id(), refused.problem().code());
            incoming.clear(session);
        } else {
            rows.move(session.id(), UploadState.COMPLETING, UploadState.OPEN);
        }
    }

    private void putTogether(UploadSession session, List<CompletedPart> told) {
        List<Part> received;
        try {
            received = store.parts(session.incomingKey(), session.s3UploadId());
        } catch (StoreRefusal refusal) {
            if (refusal.isMissingUpload() && store.stat(session.incomingKey()).isPresent()) {
                // An earlier try got as far as putting the parts together.
                return;
            }
            throw refusal;
        }
        List<Part> wanted = match(session, told, received);
        long size = wanted.stream().mapToLong(Part::partSize).sum();
        if (size != session.size()) {
            throw new ProblemException(StorageProblem.SIZE_MISMATCH, size, session.size());
        }
        try {
            store.complete(session.incomingKey(), session.s3UploadId(), wanted);
        } catch (StoreRefusal refusal) {
            if (refusal.isBadParts()) {
                throw ProblemException.invalid("/parts", "parts-refused");
            }
            throw refusal;
        }
    }

    /** The received parts in order. @throws ProblemException 422 with every part that is missing or other than told */
    private static List<Part> match(UploadSession session, List<CompletedPart> told, List<Part> received) {
        Map<Integer, Part> byNumber = new HashMap<>();
        received.forEach(part -> byNumber.put(part.partNumber(), part));
        List<Fault> faults = new ArrayList<>();
        Map<Integer, Part> agreed = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            CompletedPart one = told.get(i);
            Part part = byNumber.get(one.number());
            if (part == null) {
                faults.add(Fault.of("/parts/" + i + "/number", "part-missing", one.number()));
            } else if (!bare(part.etag()).equals(bare(one.etag()))) {
                faults.add(Fault.of("/parts/" + i + "/etag", "part-etag", one.number()));
            } else {
                agreed.put(one.number(), part);
            }
        }
        List<Part> wanted = new ArrayList<>();
        for (int number = 1; number <= session.partCount(); number++) {
            Part part = agreed.get(number);
            if (part != null) {
                wanted.add(part);
            } else if (faults.isEmpty()) {
                faults.add(Fault.of("/parts", "part-missing", number));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return wanted;
    }

    /** Whether the store's entity tag says that it put together these parts: the MD5 of their MD5s, and their number. */
    private boolean isWhole(UploadSession session, List<CompletedPart> parts) {
        MessageDigest digest = Hashing.md5();
        parts.forEach(part -> digest.update(HexFormat.of().parseHex(bare(part.etag()))));
        String expected = Hashing.hex(digest) + "-" + parts.size();
        return store.stat(session.incomingKey())
                .filter(stored ->
                        stored.size() == session.size() && bare(stored.etag()).equals(expected))
                .isPresent();
    }

    private StoredBlob readBack(UploadSession session) {
        LOG.info("upload {} is read back from the store", session.id());
        try (InputStream bytes = store.open(session.incomingKey(), 0, null)) {
            return Hashing.of(bytes);
        } catch (IOException broken) {
            throw StoreCalls.unavailable(broken);
        }
    }

    private static void requireAsDeclared(UploadSession session, StoredBlob blob) {
        if (blob.size() != session.size()) {
            throw new ProblemException(StorageProblem.SIZE_MISMATCH, blob.size(), session.size());
        }
        String declared = session.declaredSha256();
        if (declared != null && !declared.equals(blob.sha256())) {
            throw new ProblemException(StorageProblem.CHECKSUM_MISMATCH, blob.sha256(), declared);
        }
    }

    private static String bare(String etag) {
        return etag.replace("\"", "");
    }
}
