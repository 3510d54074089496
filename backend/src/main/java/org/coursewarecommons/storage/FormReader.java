package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/**
 * Reads one {@code multipart/form-data} body in a single pass: fields to the heap within narrow limits, files to disk. The
 * parser swallows what its listener throws, so that is kept, and everything after it ignored.
 */
class FormReader implements MultiPart.Parser.Listener, AutoCloseable {

    private static final int BUFFER = 64 << 10;
    private static final int MOST_PARTS = 50;
    private static final int LONGEST_HEADERS = 8 << 10;
    private static final int LONGEST_FIELD = 64 << 10;

    private final long largestFile;
    private final long announced;
    private final @Nullable EarlyObjects streams;
    private final List<FormFile> files = new ArrayList<>();
    private final List<FormField> fields = new ArrayList<>();

    private @Nullable ContentDisposition disposition;
    private @Nullable String mediaType;
    private @Nullable ReceivedFile file;
    private ByteBuffer text = ByteBuffer.allocate(0);
    private @Nullable RuntimeException refusal;
    private @Nullable Throwable fault;
    private boolean complete;
    private long closing;
    private long parsed;
    private ByteBuffer window = ByteBuffer.allocate(0);

    /** A field that is no file. */
    record FormField(String name, String value) {}

    /** @param largestFile in bytes */
    FormReader(long largestFile) {
        this(largestFile, -1, null);
    }

    /**
     * @param announced bytes of the whole body; -1 when unknown
     * @param streams sends large files to the store while they arrive
     */
    FormReader(long largestFile, long announced, @Nullable EarlyObjects streams) {
        this.largestFile = largestFile;
        this.announced = announced;
        this.streams = streams;
    }

    /**
     * To the end of the body.
     *
     * @throws ProblemException 400 when it is no such form or breaks off, 413 when a limit is passed
     */
    void read(InputStream body, String boundary) {
        MultiPart.Parser parser = new MultiPart.Parser(boundary, this);
        parser.setMaxParts(MOST_PARTS);
        parser.setPartHeadersMaxLength(LONGEST_HEADERS);
        byte[] buffer = new byte[BUFFER];
        closing = "\r\n--".length() + boundary.length() + "--\r\n".length();
        try {
            for (int read = body.read(buffer); read >= 0 && !isOver(); read = body.read(buffer)) {
                window = ByteBuffer.wrap(buffer, 0, read);
                parser.parse(Content.Chunk.from(window, false));
                parsed += read;
            }
            if (!isOver() && !complete) {
                parser.parse(Content.Chunk.EOF);
            }
        } catch (IOException cut) {
            throw malformed(cut);
        }
        if (refusal != null) {
            throw refusal;
        }
        if (fault != null || !complete) {
            throw malformed(fault);
        }
    }

    private boolean isOver() {
        return refusal != null || fault != null;
    }

    private void unlessRefused(Runnable step) {
        if (refusal == null) {
            try {
                step.run();
            } catch (RuntimeException first) {
                refusal = first;
            }
        }
    }

    List<FormFile> files() {
        return files;
    }

    List<FormField> fields() {
        return fields;
    }

    @Override
    public void onPartBegin() {
        disposition = null;
        mediaType = null;
    }

    @Override
    public void onPartHeader(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "content-disposition" -> unlessRefused(() -> disposition = disposition(value));
            case "content-type" -> mediaType = value;
            default -> {
                // Says nothing about what is to be stored.
            }
        }
    }

    private static ContentDisposition disposition(String value) {
        try {
            return ContentDisposition.parse(value);
        } catch (IllegalArgumentException unreadable) {
            throw malformed(unreadable);
        }
    }

    @Override
    public void onPartHeaders() {
        unlessRefused(this::begin);
    }

    private void begin() {
        if (disposition == null || disposition.getName() == null) {
            throw malformed(null);
        }
        if (disposition.getFilename() == null) {
            text = ByteBuffer.allocate(LONGEST_FIELD);
        } else {
            file = streams == null ? new ReceivedFile() : new ReceivedFile(streams, expected());
        }
    }

    /**
     * How long the file is that begins here, if it ends the form as clients end it. A guess: who goes by it has to see
     * whether it was right.
     */
    long expected() {
        return announced - parsed - window.position() - closing;
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
        unlessRefused(() -> take(chunk.getByteBuffer()));
    }

    private void take(ByteBuffer bytes) {
        if (file != null) {
            file.add(bytes);
            requireAtMost(largestFile, file.received());
        } else {
            requireAtMost(text.remaining(), bytes.remaining());
            text.put(bytes);
        }
    }

    @Override
    public void onPartEnd() {
        unlessRefused(this::end);
    }

    private void end() {
        ContentDisposition told = disposition;
        if (told == null || told.getName() == null) {
            throw malformed(null);
        }
        if (file != null) {
            file.end();
            String fileName = told.getFilename();
            files.add(new FormFile(told.getName(), fileName == null ? "" : fileName, mediaType, file));
            file = null;
        } else {
            fields.add(new FormField(
                    told.getName(), new String(text.array(), 0, text.position(), StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void onComplete() {
        complete = true;
    }

    @Override
    public void onFailure(Throwable reason) {
        fault = reason;
    }

    private static void requireAtMost(long limit, long size) {
        if (size > limit) {
            throw new ProblemException(SharedProblem.PAYLOAD_TOO_LARGE);
        }
    }

    /** @param cause null when there is none but the bytes */
    static ProblemException malformed(@Nullable Throwable cause) {
        ProblemException refusal = new ProblemException(StorageProblem.FORM_UNREADABLE);
        if (cause != null) {
            refusal.addSuppressed(cause);
        }
        return refusal;
    }

    /** Gives the disk back. */
    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
        files.forEach(one -> one.received().close());
    }
}
