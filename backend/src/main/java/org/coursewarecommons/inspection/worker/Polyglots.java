package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Files that are two things at once: a picture for the checker, a page or an archive for the victim. */
final class Polyglots {

    private static final int HEAD = 64 << 10;
    private static final int TAIL = 64 << 10;
    /** Readers of PDF look for its first line this far into a file. */
    private static final int PDF_HEAD = 1024;

    /** None shorter than five letters: chance alone makes those up in compressed pictures. */
    private static final List<String> PAGES = List.of("<script", "<html", "<!doctype html", "<iframe", "<?php");

    private Polyglots() {}

    /** Archives are judged by their skeleton instead. */
    static void require(FileKind kind, Path file) throws IOException, Rejection {
        byte[] head = head(file);
        byte[] tail = tail(file);
        requireNoArchive(tail);
        if (kind == FileKind.PDF) {
            requirePdfFromTheStart(head);
            requireNoPage(tail, lastIndexOf(tail, "%%EOF") + 1);
            return;
        }
        String start = latin(head);
        int pdf = start.indexOf("%PDF-");
        if (pdf >= 0 && pdf < PDF_HEAD) {
            throw Rejection.failed("polyglot", "%PDF-");
        }
        requireNoPage(head, 0);
        requireNoPage(tail, 0);
        requireNoProgram(tail);
    }

    /** White space and a byte order mark before the first line come from honest tools; anything else does not. */
    private static void requirePdfFromTheStart(byte[] head) throws Rejection {
        int at = latin(head).indexOf("%PDF-");
        if (at > 0
                && !latin(head)
                        .substring(0, at)
                        .replace("\u00EF\u00BB\u00BF", "")
                        .isBlank()) {
            throw Rejection.failed("polyglot", "bytes before %PDF-");
        }
    }

    /** An end record that closes the file exactly makes it an archive for every unpacker. */
    private static void requireNoArchive(byte[] tail) throws Rejection {
        ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 22 <= tail.length; at++) {
            if (bytes.get(at) == 'P'
                    && bytes.getInt(at) == 0x06054B50
                    && at + 22 + (bytes.getShort(at + 20) & 0xFFFF) == tail.length) {
                throw Rejection.failed("polyglot", "application/zip");
            }
        }
        String end = latin(tail);
        if (end.contains("Rar!\u001A\u0007") || end.contains("7z\u00BC\u00AF\u0027\u001C")) {
            throw Rejection.failed("polyglot", "an archive at the end");
        }
    }

    private static void requireNoPage(byte[] bytes, int from) throws Rejection {
        String text = latin(bytes).substring(from).toLowerCase(Locale.ROOT);
        for (String page : PAGES) {
            if (text.contains(page)) {
                throw Rejection.failed("polyglot", page);
            }
        }
    }

    private static void requireNoProgram(byte[] tail) throws Rejection {
        String end = latin(tail);
        if (end.contains("This program cannot be run in DOS mode")) {
            throw Rejection.failed("polyglot", "a program at the end");
        }
    }

    private static int lastIndexOf(byte[] bytes, String text) {
        return latin(bytes).lastIndexOf(text);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(HEAD);
        }
    }

    private static byte[] tail(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL + 22, bytes.length())];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(tail);
            return tail;
        }
    }
}
