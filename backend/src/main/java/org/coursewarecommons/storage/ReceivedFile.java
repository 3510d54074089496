package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A file that arrives: its bytes go to a spool on disk and are hashed on the way, so nobody reads them again to name them.
 * A large one is sent to the store meanwhile.
 */
final class ReceivedFile implements AutoCloseable {

    private final PartSpool spool = new PartSpool();
    private final MessageDigest digest = Hashing.sha256();
    private final @Nullable EarlyObject early;
    private @Nullable StoredBlob blob;

    ReceivedFile() {
        early = null;
    }

    /** @param streams sends the file on while it arrives, when as many bytes are expected and it is willing */
    ReceivedFile(EarlyObjects streams, long expected) {
        early = streams.begin(spool, expected).orElse(null);
    }

    void add(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
        spool.add(bytes);
    }

    /** Bytes so far. */
    long received() {
        return spool.size();
    }

    /** The last byte has come. */
    void end() {
        spool.end();
        blob = new StoredBlob(Hashing.hex(digest), spool.size());
    }

    StoredBlob blob() {
        if (blob == null) {
            throw new IllegalStateException("still arriving");
        }
        return blob;
    }

    FileBytes bytes() {
        return spool.bytes(0, blob().size());
    }

    /** What lies in the store already; null when nothing was sent. */
    @Nullable
    EarlyObject early() {
        return early;
    }

    InputStream open() {
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = spool.read(ByteBuffer.wrap(target, offset, length), position);
                position += Math.max(0, read);
                return read;
            }
        };
    }

    @Override
    public void close() {
        spool.end();
        if (early != null) {
            early.close();
        }
        spool.close();
    }
}
