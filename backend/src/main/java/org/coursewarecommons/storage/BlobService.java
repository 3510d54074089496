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
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;

/** Blobs in the object store under {@code sha256/ab/cd/<hash>}, known by a row each. */
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

    BlobService(ObjectStore store, BlobRows rows, Quotas quotas) {
        this.store = store;
        this.rows = rows;
        this.quotas = quotas;
    }

    @Override
    public StoredBlob put(Path file, Actor depositor) {
        StoredBlob blob = hash(file);
        return deposit(blob, () -> store.send(key(blob.sha256()), file), depositor);
    }

    @Override
    public StoredBlob put(Path file) {
        StoredBlob blob = hash(file);
        return keep(blob, () -> store.send(key(blob.sha256()), file));
    }

    @Override
    public StoredBlob put(MultipartFile file, Actor depositor) {
        ReceivedFile received = received(file);
        StoredBlob blob = received.blob();
        return deposit(blob, () -> store.sendWhole(key(blob.sha256()), received.bytes()), depositor);
    }

    @Override
    public StoredBlob put(MultipartFile file) {
        ReceivedFile received = received(file);
        StoredBlob blob = received.blob();
        return keep(blob, () -> store.sendWhole(key(blob.sha256()), received.bytes()));
    }

    private static ReceivedFile received(MultipartFile file) {
        ReceivedFile received = ((FormFile) file).received();
        requireBytes(received.blob());
        return received;
    }

    private StoredBlob deposit(StoredBlob blob, Supplier<SentBytes> sending, Actor depositor) {
        UUID reservation = Ids.next();
        if (!quotas.isDeposited(depositor.id(), blob.sha256())) {
            // Runs out by itself when the process dies before it is booked.
            quotas.reserve(reservation, depositor, blob.size(), Instant.now().plus(LONGEST_SENDING));
        }
        try {
            keep(blob, sending);
            quotas.book(reservation, depositor.id(), depositor.schoolId(), blob);
            return blob;
        } catch (RuntimeException notStored) {
            quotas.release(reservation);
            throw notStored;
        }
    }

    private StoredBlob keep(StoredBlob blob, Supplier<SentBytes> sending) {
        write(blob, () -> prove(blob, sending.get()));
        return blob;
    }

    /** The store's entity tag shows that it has what was hashed; where it doesn't, the bytes are read back. */
    private void prove(StoredBlob blob, SentBytes sent) {
        if (sent.isProven()) {
            return;
        }
        try (InputStream stored = store.open(key(blob.sha256()), 0, null)) {
            if (!Hashing.of(stored).equals(blob)) {
                throw new IOException("the store has other bytes than it was given: " + blob);
            }
        } catch (IOException | StoreRefusal notStored) {
            throw StoreCalls.unavailable(notStored);
        }
    }

    /** Takes bytes over that lie in the store already under another key. */
    void adopt(StoredBlob blob, String incomingKey) {
        write(blob, () -> store.copy(incomingKey, key(blob.sha256())));
    }

    private void write(StoredBlob blob, Runnable write) {
        for (int attempt = 0; rows.state(blob.sha256()).orElse(BlobState.MISSING) != BlobState.OK; attempt++) {
            // Two at once write the same bytes to the same key: the second changes nothing. A damaged blob is mended.
            write.run();
            if (rows.written(blob)) {
                return;
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
        requireSound(sha256);
        return found(() -> store.open(key(sha256), 0, null));
    }

    @Override
    public InputStream open(String sha256, long offset, long length) {
        requireSound(sha256);
        return found(() -> store.open(key(sha256), offset, length));
    }

    @Override
    public URI downloadLink(String sha256, String fileName, String mediaType, Duration validFor) {
        if (validFor.compareTo(LONGEST_LINK) > 0) {
            throw new IllegalArgumentException("a signed link cannot be revoked, so it lives at most " + LONGEST_LINK);
        }
        requireSound(sha256);
        return sign(sha256, fileName, mediaType, validFor);
    }

    URI sign(String sha256, String fileName, String mediaType, Duration validFor) {
        return store.downloadLink(key(sha256), Disposition.attachment(fileName), mediaType, validFor);
    }

    @Override
    public void requireSound(Collection<String> sha256s) {
        sha256s.forEach(this::requireSound);
    }

    /** Better no bytes than wrong ones. */
    private void requireSound(String sha256) {
        if (rows.state(sha256).orElse(BlobState.OK) != BlobState.OK) {
            throw new ProblemException(StorageProblem.FILE_DAMAGED);
        }
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

    /** Two levels of folders keep any one listing short, also on a file system. */
    static String key(String sha256) {
        return "sha256/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }
}
