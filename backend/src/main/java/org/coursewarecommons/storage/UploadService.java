package org.coursewarecommons.storage;

import io.minio.messages.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.stereotype.Service;

/** Upload sessions: bytes go from the client to the object store in signed parts and never pass the backend. */
@Service
class UploadService implements Uploads {

    static final Duration LIFETIME = Duration.ofHours(24);
    /** A signed link is a bearer secret that cannot be revoked. */
    private static final Duration LINK_LIFETIME = Duration.ofMinutes(15);

    /** For a session that is being completed: most are within a second. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(50);

    private final ObjectStore store;
    private final UploadRows rows;
    private final UploadCompletion completion;
    private final IncomingObjects incoming;
    private final Quotas quotas;

    UploadService(
            ObjectStore store, UploadRows rows, UploadCompletion completion, IncomingObjects incoming, Quotas quotas) {
        this.store = store;
        this.rows = rows;
        this.completion = completion;
        this.incoming = incoming;
        this.quotas = quotas;
    }

    /**
     * A session, with room promised to it.
     *
     * @throws ProblemException 413 when the quota has no room; the store has heard nothing of it then
     */
    UploadSession open(OpenUpload wanted, Actor actor) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        UUID id = Ids.next();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Instant expiresAt = now.plus(LIFETIME);
        // Who begins to complete in the last minute still needs the room.
        quotas.reserve(id, actor, wanted.size(), expiresAt.plus(UploadRows.COMPLETION_LEASE));
        try {
            return start(id, wanted, actor, now, expiresAt);
        } catch (RuntimeException notStarted) {
            quotas.release(id);
            throw notStarted;
        }
    }

    private UploadSession start(UUID id, OpenUpload wanted, Actor actor, Instant now, Instant expiresAt) {
        String multipartId = store.startMultipart(UploadSession.incomingKey(id));
        UploadSession session = new UploadSession(
                id,
                actor.id(),
                actor.schoolId(),
                wanted.name(),
                wanted.size(),
                wanted.mediaType(),
                wanted.sha256(),
                multipartId,
                UploadSession.PART_SIZE,
                UploadState.OPEN,
                null,
                null,
                now,
                expiresAt,
                0);
        try {
            rows.insert(session);
        } catch (RuntimeException unsaved) {
            store.abort(session.incomingKey(), multipartId);
            throw unsaved;
        }
        return session;
    }

    UploadSession find(UUID id, Actor actor) {
        return rows.find(id)
                .filter(session -> session.ownerId().equals(actor.id()))
                .orElseThrow(ProblemException::notFound);
    }

    /** The parts that have arrived; none once the session is not open any more. */
    List<Part> receivedParts(UploadSession session) {
        if (session.state() != UploadState.OPEN) {
            return List.of();
        }
        try {
            return store.parts(session.incomingKey(), session.s3UploadId());
        } catch (StoreRefusal refusal) {
            if (refusal.isMissingUpload()) {
                return List.of();
            }
            throw StoreCalls.unavailable(refusal);
        }
    }

    List<PartLink> allLinks(UploadSession session) {
        return links(
                session, IntStream.rangeClosed(1, session.partCount()).boxed().toList());
    }

    /** @throws ProblemException 409 when no parts can arrive any more, 422 on a number that the file doesn't have */
    List<PartLink> links(UploadSession session, List<Integer> numbers) {
        requireOpen(session);
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) > session.partCount()) {
                throw ProblemException.invalid("/numbers/" + i, "range", 1, session.partCount());
            }
        }
        Instant expiresAt = Instant.now().plus(LINK_LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        return numbers.stream()
                .distinct()
                .map(number -> new PartLink(
                        number,
                        store.partLink(session.incomingKey(), session.s3UploadId(), number, LINK_LIFETIME),
                        expiresAt))
                .toList();
    }

    /** Puts the parts together, checks the bytes and makes them a blob. A second call gets the same answer. */
    UploadSession complete(UploadSession session, List<CompletedPart> parts) {
        if (session.state() == UploadState.DONE) {
            return session;
        }
        if (session.state() == UploadState.OPEN) {
            requireOpen(session);
        }
        return completion.run(session, parts);
    }

    /** @throws ProblemException 409 when it is done already or being completed */
    void abort(UploadSession session) {
        if (session.state() == UploadState.ABORTED) {
            return;
        }
        if (!rows.move(session.id(), UploadState.OPEN, UploadState.ABORTED)) {
            throw ProblemException.invalidTransition(
                    rows.find(session.id()).map(UploadSession::state).orElse(session.state()));
        }
        incoming.clear(session);
    }

    @Override
    public FinishedUpload finished(UUID uploadId, Actor actor) {
        UploadSession session = rows.find(uploadId)
                .filter(found -> found.ownerId().equals(actor.id()) && !found.isExpired(Instant.now()))
                .orElseThrow(() -> ProblemException.invalid("/uploadId", "upload-unknown"));
        for (Instant end = Instant.now().plus(LONGEST_WAIT);
                session.state() == UploadState.COMPLETING && Instant.now().isBefore(end); ) {
            pause();
            session = rows.find(uploadId).orElse(session);
        }
        if (session.sha256() == null) {
            throw ProblemException.invalidTransition(session.state());
        }
        return new FinishedUpload(
                session.id(), session.name(), session.mediaType(), new StoredBlob(session.sha256(), session.size()));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void requireOpen(UploadSession session) {
        if (session.state() != UploadState.OPEN || session.isExpired(Instant.now())) {
            throw ProblemException.invalidTransition(
                    session.state() == UploadState.OPEN ? UploadState.ABORTED : session.state());
        }
    }
}
