package org.coursewarecommons.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Part of a file as the body of a request; knows the MD5 of what was sent, which stores answer as the entity tag. */
class FileBytes extends RequestBody {

    private static final MediaType TYPE = MediaType.get("application/octet-stream");
    private static final int BUFFER = 64 << 10;

    private final Source source;
    private final long offset;
    private final long length;
    private @Nullable String md5;

    /** Where the bytes come from. */
    @FunctionalInterface
    interface Source {

        /** @return how many bytes, -1 when there are no more */
        int read(ByteBuffer target, long position) throws IOException;
    }

    FileBytes(Source source, long offset, long length) {
        this.source = source;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public MediaType contentType() {
        return TYPE;
    }

    @Override
    public long contentLength() {
        return length;
    }

    /** May be called again when a pooled connection turns out to be dead. */
    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        MessageDigest digest = Hashing.md5();
        byte[] buffer = new byte[BUFFER];
        for (long sent = 0; sent < length; ) {
            ByteBuffer window = ByteBuffer.wrap(buffer, 0, (int) Math.min(BUFFER, length - sent));
            int read = source.read(window, offset + sent);
            if (read < 0) {
                throw new IOException("the file ends after " + (offset + sent) + " bytes");
            }
            digest.update(buffer, 0, read);
            sink.write(buffer, 0, read);
            sent += read;
        }
        md5 = Hashing.hex(digest);
    }

    /** Of the bytes sent, as hexadecimal digits. */
    String md5() {
        if (md5 == null) {
            throw new IllegalStateException("not sent yet");
        }
        return md5;
    }
}
