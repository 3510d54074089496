package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * Holds one part while it arrives. On disk, never on the heap: what is sent meanwhile may have to be sent again, and a cut
 * part is kept. One thread adds, others may read what is there or wait for more.
 */
class PartSpool implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    private final FileChannel file;
    private long size;
    private boolean ended;

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

    synchronized void clear() {
        size = 0;
        ended = false;
    }

    synchronized long size() {
        return size;
    }

    /** No more comes: whoever waits for more is told. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized void grow(long to) {
        size = to;
        notifyAll();
    }

    void add(byte[] bytes, int count) {
        add(ByteBuffer.wrap(bytes, 0, count));
    }

    /** All that remains in the window. */
    void add(ByteBuffer window) {
        try {
            long end = size();
            while (window.hasRemaining()) {
                end += file.write(window, end);
            }
            grow(end);
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
        return new FileBytes(file::read, offset, length);
    }

    /** As many bytes from the start, which may still be arriving: sending them waits for them. */
    FileBytes flow(long length) {
        return new FileBytes(this::readArriving, 0, length);
    }

    private int readArriving(ByteBuffer target, long position) throws IOException {
        long there = awaitBeyond(position) - position;
        if (there <= 0) {
            return -1;
        }
        target.limit((int) Math.min(target.limit(), target.position() + there));
        return file.read(target, position);
    }

    private synchronized long awaitBeyond(long position) throws IOException {
        try {
            while (size <= position && !ended) {
                wait();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("waiting for bytes that arrive");
        }
        return size;
    }

    @Override
    public void close() {
        end();
        try {
            file.close();
        } catch (IOException alreadyGone) {
            throw new UncheckedIOException(alreadyGone);
        }
    }
}
