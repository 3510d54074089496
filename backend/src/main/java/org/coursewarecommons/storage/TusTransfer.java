package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.coursewarecommons.storage.RunningHashes.RunningHash;
import org.coursewarecommons.storage.SentParts.Sending;
import org.coursewarecommons.storage.TusRows.Progress;
import org.coursewarecommons.storage.TusRows.Tail;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request's bytes into the store: whole parts as parts of the multipart upload, what is left over as a tail.
 * A part that is announced whole is sent while it arrives, any other while the next arrives. A cut connection is no
 * failure: what arrived is kept.
 */
class TusTransfer implements AutoCloseable {

    private static final int BUFFER = 64 << 10;
    private static final long SIGN_OF_LIFE_NANOS = 1_000_000_000L;
    /** With more pieces than that, reading them costs more than writing them anew as one. */
    private static final int MOST_TAILS = 16;

    private final UploadSession session;
    private final UUID writer;
    private final TusRows rows;
    private final ObjectStore store;
    private final RunningHashes hashes;
    private final Executor sending;
    private final @Nullable ChunkChecksum checksum;
    private final long start;
    private final long announced;

    private PartSpool spool = new PartSpool();
    private PartSpool idle = new PartSpool();
    private List<Tail> tails = List.of();
    private long position;
    private @Nullable RunningHash hash;
    private boolean proven = true;
    private @Nullable CompletableFuture<SentBytes> flowing;
    private @Nullable Sending sent;
    private final SentParts parts = new SentParts();
    private long lastSign = System.nanoTime();
    private boolean ending;

    /** Where in the file a request's bytes begin, and where they will end when the connection holds. */
    record Stretch(long start, long announced) {}

    TusTransfer(
            UploadSession session,
            Stretch stretch,
            UUID writer,
            @Nullable ChunkChecksum checksum,
            TusRows rows,
            ObjectStore store,
            RunningHashes hashes,
            Executor sending) {
        this.session = session;
        start = stretch.start();
        position = start;
        announced = stretch.announced();
        this.writer = writer;
        this.checksum = checksum;
        this.rows = rows;
        this.store = store;
        this.hashes = hashes;
        this.sending = sending;
    }

    /**
     * @return the offset that is reached: everything before it is in the store
     * @throws ProblemException 460 when the chunk isn't what its checksum says, 413 when more comes than was announced:
     *     the offset is the one from before then; 503 when the store doesn't take it
     */
    long run(InputStream body) {
        loadTail();
        hash = start == 0 ? RunningHash.start() : hashes.at(session.id(), start).orElse(null);
        proven = hash != null && hash.proven();
        try {
            return counted(body);
        } catch (ProblemException unavailable) {
            if (unavailable.problem() == SharedProblem.UNAVAILABLE) {
                note();
            }
            throw unavailable;
        }
    }

    private long counted(InputStream body) {
        boolean cut = receive(body);
        if (!cut && position == session.size() && hasMore(body)) {
            throw new ProblemException(SharedProblem.PAYLOAD_TOO_LARGE);
        }
        if (checksum != null && (cut || !checksum.agrees())) {
            if (cut) {
                return start;
            }
            throw new ProblemException(StorageProblem.CHUNK_MISMATCH);
        }
        finish();
        return position;
    }

    private void loadTail() {
        tails = rows.tails(session.id());
        for (Tail tail : tails) {
            try (InputStream bytes = store.open(tail.key(session), 0, null)) {
                if (!spool.addAll(bytes).equals(tail.md5())) {
                    throw new IOException("the store has other bytes than it was given: " + tail.key(session));
                }
            } catch (IOException | StoreRefusal unreadable) {
                throw StoreCalls.unavailable(unreadable);
            }
        }
    }

    /** @return whether the connection was cut */
    private boolean receive(InputStream body) {
        byte[] buffer = new byte[BUFFER];
        while (position < session.size()) {
            if (flowing == null && announced >= session.partEnd(position)) {
                flow();
            }
            int read;
            try {
                read = body.read(buffer, 0, (int) Math.min(buffer.length, session.partEnd(position) - position));
            } catch (IOException cut) {
                return true;
            }
            if (read < 0) {
                return false;
            }
            take(buffer, read);
            if (position == session.partEnd(position - 1) && position < session.size()) {
                send();
            }
        }
        return false;
    }

    private void take(byte[] buffer, int count) {
        spool.add(buffer, count);
        if (hash != null) {
            hash.digest().update(buffer, 0, count);
        }
        if (checksum != null) {
            checksum.update(buffer, count);
        }
        position += count;
        if (System.nanoTime() - lastSign > SIGN_OF_LIFE_NANOS) {
            rows.seen(session.id(), writer);
            lastSign = System.nanoTime();
        }
    }

    /** Nothing may follow the last byte that was announced. */
    private static boolean hasMore(InputStream body) {
        try {
            return body.read() >= 0;
        } catch (IOException cut) {
            return false;
        }
    }

    private void finish() {
        ending = true;
        if (position == session.size() && position > start) {
            send();
        }
        awaitSent();
        List<Tail> added = position < session.size() ? sendTail() : List.of();
        if (!parts.isEmpty() || !added.isEmpty()) {
            advance(parts.take(position, added), hashSoFar());
        }
    }

    /** Begins to send the part that is arriving. */
    private void flow() {
        FileBytes bytes = spool.flow(session.partEnd(position) - session.partStart(position));
        int number = session.partNumber(session.partStart(position));
        flowing = CompletableFuture.supplyAsync(() -> sendPart(number, bytes), sending);
    }

    /** The spool is full: what isn't on its way yet is sent while the next part may arrive. */
    private void send() {
        awaitSent();
        PartSpool full = spool;
        spool = idle;
        spool.clear();
        idle = full;
        long begin = session.partStart(position - 1);
        int number = session.partNumber(begin);
        FileBytes bytes = full.bytes(0, position - begin);
        CompletableFuture<SentBytes> answer = flowing == null
                ? CompletableFuture.supplyAsync(() -> sendPart(number, bytes), sending)
                // The store may have lost patience with a slow client.
                : flowing.exceptionally(broken -> sendPart(number, bytes));
        flowing = null;
        sent = new Sending(number, position, answer, hashSoFar(), tails);
        tails = List.of();
    }

    private SentBytes sendPart(int number, FileBytes bytes) {
        return store.sendPart(session.incomingKey(), session.s3UploadId(), number, bytes);
    }

    private void awaitSent() {
        Sending part = sent;
        if (part == null) {
            return;
        }
        sent = null;
        SentBytes answer = joined(part.answer());
        proven &= answer.isProven();
        parts.add(part, answer.eTag());
        if (!ending && parts.isDue()) {
            note();
        }
    }

    /** Counts the parts that are in the store; a checksum has to confirm them first. */
    private void note() {
        Sending last = parts.last();
        if (checksum == null && last != null) {
            advance(parts.take(last.end(), List.of()), last.hash());
        }
    }

    private static SentBytes joined(CompletableFuture<SentBytes> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** What is too short for a part. */
    private List<Tail> sendTail() {
        long begin = session.partStart(position);
        long from = tails.stream()
                .mapToLong(tail -> tail.start() + tail.size())
                .max()
                .orElse(begin);
        if (position == from) {
            return List.of();
        }
        if (tails.size() >= MOST_TAILS) {
            from = begin;
            parts.replace(tails);
        }
        FileBytes bytes = spool.bytes(from - begin, position - from);
        UUID id = Ids.next();
        SentBytes answer = store.sendWhole(new Tail(id, from, 1, "").key(session), bytes);
        proven &= answer.isProven();
        return List.of(new Tail(id, from, position - from, answer.md5()));
    }

    private void advance(Progress progress, @Nullable RunningHash reached) {
        if (!rows.advance(session.id(), writer, progress)) {
            progress.tails().forEach(this::removeQuietly);
            throw new ProblemException(StorageProblem.UPLOAD_LOCKED);
        }
        progress.replaced().forEach(this::removeQuietly);
        if (reached == null) {
            hashes.forget(session.id());
        } else {
            hashes.keep(session.id(), new RunningHash(reached.at(), reached.digest(), proven));
        }
    }

    /** What stays is swept with the session. */
    private void removeQuietly(Tail tail) {
        try {
            store.remove(tail.key(session));
        } catch (RuntimeException later) {
            // The session's folder is emptied when it ends.
        }
    }

    private @Nullable RunningHash hashSoFar() {
        return hash == null ? null : new RunningHash(position, hash.copy().digest(), proven);
    }

    /** A part still on its way may arrive; nobody counts on it. */
    @Override
    public void close() {
        if (sent != null) {
            sent.answer().cancel(true);
        }
        spool.close();
        idle.close();
    }
}
