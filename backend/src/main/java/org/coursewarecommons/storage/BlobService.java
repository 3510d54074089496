package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;

/**
 * Blobs in the object store, known by a row each: under {@code sha256/ab/cd/<hash>}, or where they were sent to while their
 * hash was not known yet.
 */
@Service
class BlobService implements Blobs {

    private static final Duration LONGEST_LINK = Duration.ofMinutes(5);
    /** Longer than any try to send takes. */
    private static final Duration LONGEST_SENDING = Duration.ofMinutes(30);

    /** Quarters of a second that a sweep of one object may last; the call itself ends within 10 seconds. */
    private static final int SWEPT_AT_MOST = 60;

    private final ObjectStore store;
    private final BlobRows rows;
    private final Quotas quotas;
    private final TransactionTemplate transaction;

    BlobService(ObjectStore store, BlobRows rows, Quotas quotas, TransactionTemplate transaction) {
        this.store = store;
        this.rows = rows;
        this.quotas = quotas;
        this.transaction = transaction;
    }

    @Override
    public StoredBlob put(Path file, Actor depositor) {
        StoredBlob blob = hash(file);
        return deposit(blob, () -> write(blob, file), depositor);
    }

    @Override
    public StoredBlob put(Path file) {
        StoredBlob blob = hash(file);
        write(blob, file);
        return blob;
    }

    @Override
    public StoredBlob put(MultipartFile file, Actor depositor) {
        ReceivedFile received = received(file);
        return arrived(received, depositor)
                ? received.blob()
                : deposit(received.blob(), () -> write(received), depositor);
    }

    @Override
    public StoredBlob put(MultipartFile file) {
        ReceivedFile received = received(file);
        write(received);
        return received.blob();
    }

    /** Of bytes that are in the store already the row, the deposit and its room are one transaction. */
    private boolean arrived(ReceivedFile received, Actor depositor) {
        StoredBlob blob = received.blob();
        EarlyObject early = received.early();
        Optional<SentBytes> sent = early == null ? Optional.empty() : early.sent(blob.size());
        if (early == null || sent.isEmpty() || sound(blob).isPresent()) {
            return false;
        }
        prove(blob, early.key(), sent.get());
        Optional<BlobRows.Known> known = Objects.requireNonNull(transaction.execute(status -> {
            Optional<BlobRows.Known> written = rows.written(blob, early.key());
            written.ifPresent(one -> quotas.bookUnpromised(depositor, blob));
            return written;
        }));
        known.filter(one -> early.key().equals(one.objectKey())).ifPresent(one -> early.keep());
        return known.isPresent();
    }

    private Optional<BlobRows.Known> sound(StoredBlob blob) {
        return rows.find(blob.sha256()).filter(one -> one.state() == BlobState.OK);
    }

    private static ReceivedFile received(MultipartFile file) {
        ReceivedFile received = ((FormFile) file).received();
        requireBytes(received.blob());
        return received;
    }

    private StoredBlob deposit(StoredBlob blob, Runnable write, Actor depositor) {
        UUID reservation = Ids.next();
        if (!quotas.isDeposited(depositor.id(), blob.sha256())) {
            // Runs out by itself when the process dies before it is booked.
            quotas.reserve(reservation, depositor, blob.size(), Instant.now().plus(LONGEST_SENDING));
        }
        try {
            write.run();
            quotas.book(reservation, depositor.id(), depositor.schoolId(), blob);
            return blob;
        } catch (RuntimeException notStored) {
            quotas.release(reservation);
            throw notStored;
        }
    }

    private void write(StoredBlob blob, Path file) {
        String key = key(blob.sha256());
        write(blob, () -> {
            prove(blob, key, store.send(key, file));
            return null;
        });
    }

    /** What went to the store while it arrived stays where it is; anything else is sent now. */
    private void write(ReceivedFile received) {
        StoredBlob blob = received.blob();
        EarlyObject early = received.early();
        String place = write(blob, () -> {
            Optional<SentBytes> sent = early == null ? Optional.empty() : early.sent(blob.size());
            String key = early != null && sent.isPresent() ? early.key() : key(blob.sha256());
            prove(blob, key, sent.orElseGet(() -> store.sendWhole(key, received.bytes())));
            return sent.isPresent() ? key : null;
        });
        if (early != null && early.key().equals(place)) {
            early.keep();
        }
    }

    /** The store's entity tag shows that it has what was hashed; where it doesn't, the bytes are read back. */
    private void prove(StoredBlob blob, String key, SentBytes sent) {
        if (sent.isProven()) {
            return;
        }
        try (InputStream stored = store.open(key, 0, null)) {
            if (!Hashing.of(stored).equals(blob)) {
                throw new IOException("the store has other bytes than it was given: " + blob);
            }
        } catch (IOException | StoreRefusal notStored) {
            throw StoreCalls.unavailable(notStored);
        }
    }

    /** Takes bytes over that lie in the store already under another key. */
    void adopt(StoredBlob blob, String incomingKey) {
        write(blob, () -> {
            store.copy(incomingKey, key(blob.sha256()));
            return null;
        });
    }

    /**
     * @param write puts the bytes into the store and says where, null for the key that follows from their hash
     * @return where they lie now, in the same terms
     */
    private @Nullable String write(StoredBlob blob, Supplier<@Nullable String> write) {
        for (int attempt = 0; ; attempt++) {
            Optional<BlobRows.Known> known = sound(blob);
            if (known.isEmpty()) {
                // Two at once write the same bytes: the second changes nothing. A damaged blob is mended.
                known = rows.written(blob, write.get());
            }
            if (known.isPresent()) {
                return known.get().objectKey();
            }
            // Bytes that nobody knew until now are being swept away under our hands: once they are, they are written
            // anew.
            if (attempt == SWEPT_AT_MOST) {
                throw StoreCalls.unavailable(new TimeoutException("a sweep of " + blob.sha256() + " does not end"));
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
    }

    @Override
    public InputStream open(String sha256) {
        String key = soundKey(sha256);
        return found(() -> store.open(key, 0, null));
    }

    @Override
    public InputStream open(String sha256, long offset, long length) {
        String key = soundKey(sha256);
        return found(() -> store.open(key, offset, length));
    }

    @Override
    public URI downloadLink(String sha256, String fileName, String mediaType, Duration validFor) {
        if (validFor.compareTo(LONGEST_LINK) > 0) {
            throw new IllegalArgumentException("a signed link cannot be revoked, so it lives at most " + LONGEST_LINK);
        }
        return store.downloadLink(soundKey(sha256), Disposition.attachment(fileName), mediaType, validFor);
    }

    @Override
    public void requireSound(Collection<String> sha256s) {
        sha256s.forEach(this::soundKey);
    }

    /** Where the bytes lie. Better no bytes than wrong ones. */
    private String soundKey(String sha256) {
        Optional<BlobRows.Known> known = rows.find(sha256);
        if (known.isPresent() && known.get().state() != BlobState.OK) {
            throw new ProblemException(StorageProblem.FILE_DAMAGED);
        }
        return key(sha256, known.map(BlobRows.Known::objectKey).orElse(null));
    }

    private static InputStream found(Supplier<InputStream> open) {
        try {
            return open.get();
        } catch (StoreRefusal refusal) {
            if (refusal.isMissingObject()) {
                throw ProblemException.notFound();
            }
            throw StoreCalls.unavailable(refusal);
        }
    }

    private static StoredBlob hash(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            StoredBlob blob = Hashing.of(bytes);
            requireBytes(blob);
            return blob;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void requireBytes(StoredBlob blob) {
        if (blob.size() == 0) {
            throw new ProblemException(StorageProblem.EMPTY_FILE);
        }
    }

    /** @param objectKey null for the key that follows from the hash */
    static String key(String sha256, @Nullable String objectKey) {
        return objectKey == null ? key(sha256) : objectKey;
    }

    /** Two levels of folders keep any one listing short, also on a file system. */
    static String key(String sha256) {
        return "sha256/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }
}
