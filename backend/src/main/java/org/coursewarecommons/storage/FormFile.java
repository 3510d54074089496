package org.coursewarecommons.storage;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** A file of a form, whose bytes are on disk and hashed already. */
record FormFile(String field, String fileName, @Nullable String mediaType, ReceivedFile received)
        implements MultipartFile {

    @Override
    public String getName() {
        return field;
    }

    @Override
    public String getOriginalFilename() {
        return fileName;
    }

    @Override
    public @Nullable String getContentType() {
        return mediaType;
    }

    @Override
    public boolean isEmpty() {
        return getSize() == 0;
    }

    @Override
    public long getSize() {
        return received.blob().size();
    }

    /** Never: the heap is smaller than files may be. */
    @Override
    public byte[] getBytes() {
        throw new UnsupportedOperationException("files are read as streams");
    }

    @Override
    public InputStream getInputStream() {
        return received.open();
    }

    @Override
    public void transferTo(File target) throws IOException {
        transferTo(target.toPath());
    }

    @Override
    public void transferTo(Path target) throws IOException {
        Files.copy(received.open(), target, StandardCopyOption.REPLACE_EXISTING);
    }
}
