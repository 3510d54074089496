package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** Holds one part while it arrives: a store wants to know the length before the first byte. On disk, never on the heap. */
class PartSpool implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    private final FileChannel file;
    private long size;

    PartSpool() {
        try {
            file = FileChannel.open(
                    Files.createTempFile("part", ".spool"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    // Gone with the process too.
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException noDisk) {
            throw new UncheckedIOException(noDisk);
        }
    }

    void clear() {
        size = 0;
    }

    long size() {
        return size;
    }

    void add(byte[] bytes, int count) {
        add(ByteBuffer.wrap(bytes, 0, count));
    }

    /** All that remains in the window. */
    void add(ByteBuffer window) {
        try {
            while (window.hasRemaining()) {
                size += file.write(window, size);
            }
        } catch (IOException diskFull) {
            throw new UncheckedIOException(diskFull);
        }
    }

    /** Adds all bytes of a stream. @return their MD5 as hexadecimal digits */
    String addAll(InputStream bytes) throws IOException {
        MessageDigest digest = Hashing.md5();
        InputStream digested = new DigestInputStream(bytes, digest);
        byte[] buffer = new byte[BUFFER];
        for (int read = digested.read(buffer); read >= 0; read = digested.read(buffer)) {
            add(buffer, read);
        }
        return Hashing.hex(digest);
    }

    /** @return how many bytes, -1 at the end */
    int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    FileBytes bytes(long offset, long length) {
        return new FileBytes(file, offset, length);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException alreadyGone) {
            throw new UncheckedIOException(alreadyGone);
        }
    }
}
