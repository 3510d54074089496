package org.coursewarecommons.storage;

import io.minio.messages.Part;
import jakarta.annotation.PreDestroy;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Upload sessions whose bytes come as one stream in any number of pieces (tus 1.0). */
@Service
class TusService {

    private final UploadService uploads;
    private final TusRows rows;
    private final TusCompletion completion;
    private final ObjectStore store;
    private final RunningHashes hashes;
    /** No more of them at once than there are requests. */
    private final ExecutorService sending = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "part-sender");
        thread.setDaemon(true);
        return thread;
    });

    TusService(UploadService uploads, TusRows rows, TusCompletion completion, ObjectStore store, RunningHashes hashes) {
        this.uploads = uploads;
        this.rows = rows;
        this.completion = completion;
        this.store = store;
        this.hashes = hashes;
    }

    UploadSession open(OpenUpload wanted, Actor actor) {
        UploadSession session = uploads.open(wanted, actor);
        rows.begin(session.id(), 0, List.of());
        return session;
    }

    /**
     * The caller's own session, whichever door it was opened by.
     *
     * @throws ProblemException 404 when there is none, 410 when it was given up or has run out
     */
    UploadSession find(UUID id, Actor actor) {
        UploadSession session = uploads.find(id, actor);
        boolean runOut = session.state() == UploadState.OPEN
                && session.isExpired(Instant.now())
                && !rows.received(id).equals(Optional.of(session.size()));
        if (session.state() == UploadState.ABORTED || runOut) {
            throw new ProblemException(StorageProblem.UPLOAD_GONE);
        }
        return session;
    }

    /** How many bytes from the start are in the store. Once these are all, completion begins if it hasn't. */
    long offset(UploadSession session) {
        if (session.state() != UploadState.OPEN) {
            return session.size();
        }
        long received = rows.received(session.id()).orElseGet(() -> begun(session));
        if (received == session.size()) {
            completion.begin(session);
        }
        return received;
    }

    /**
     * Takes bytes in.
     *
     * @param length of the body; -1 when unknown
     * @return the new offset; less than announced when the connection was cut
     * @throws ProblemException 409 when the offset isn't the present one, 423 while somebody else is sending, 413 when
     *     it is more than was announced, 460 when the checksum doesn't agree
     */
    long append(UploadSession session, long offset, InputStream body, long length, @Nullable ChunkChecksum checksum) {
        requireAt(offset, offset(session));
        if (length > session.size() - offset) {
            throw new ProblemException(SharedProblem.PAYLOAD_TOO_LARGE);
        }
        if (offset == session.size()) {
            return offset;
        }
        UUID writer = Ids.next();
        long present =
                rows.enter(session.id(), writer).orElseThrow(() -> new ProblemException(StorageProblem.UPLOAD_LOCKED));
        long reached;
        try {
            requireAt(offset, present);
            reached = transfer(
                    session, new TusTransfer.Stretch(offset, offset + Math.max(0, length)), writer, body, checksum);
        } finally {
            rows.leave(session.id(), writer);
        }
        if (reached == session.size()) {
            completion.begin(session);
        }
        return reached;
    }

    private long transfer(
            UploadSession session,
            TusTransfer.Stretch stretch,
            UUID writer,
            InputStream body,
            @Nullable ChunkChecksum checksum) {
        try (TusTransfer transfer = new TusTransfer(session, stretch, writer, checksum, rows, store, hashes, sending)) {
            return transfer.run(body);
        }
    }

    /** Also a session that was begun with signed links: the parts that came up to the first gap count. */
    private long begun(UploadSession session) {
        List<CompletedPart> parts = new ArrayList<>();
        long received = 0;
        for (Part part : uploads.receivedParts(session).stream()
                .sorted(Comparator.comparingInt(Part::partNumber))
                .toList()) {
            long size = Math.min(session.partSize(), session.size() - received);
            if (part.partNumber() != parts.size() + 1 || part.partSize() != size) {
                break;
            }
            parts.add(new CompletedPart(part.partNumber(), part.etag().replace("\"", "")));
            received += size;
        }
        rows.begin(session.id(), received, parts);
        return rows.received(session.id()).orElse(received);
    }

    private static void requireAt(long told, long present) {
        if (told != present) {
            throw new ProblemException(StorageProblem.OFFSET_MISMATCH, told, present);
        }
    }

    @PreDestroy
    void close() {
        sending.shutdown();
    }
}
