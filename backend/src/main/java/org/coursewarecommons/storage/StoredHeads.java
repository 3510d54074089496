package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.audit.spi.HeadArchive;
import org.springframework.stereotype.Component;

/**
 * Keeps heads of the audit chain in the bucket under {@code audit/heads/}. A deployment that wants them safe from its
 * own administrators locks that prefix (S3 object lock); nothing here ever writes a name twice with other bytes.
 */
@Component
class StoredHeads implements HeadArchive {

    private static final String PREFIX = "audit/heads/";
    /** A head is a number and a hash. */
    private static final int MOST_BYTES = 1_000;

    private final ObjectStore store;

    StoredHeads(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void keep(String name, byte[] content) {
        try {
            Path file = Files.createTempFile("head", ".json");
            try {
                Files.write(file, content);
                store.send(PREFIX + name + ".json", file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public List<byte[]> newest(int most) {
        store.ensureBucket();
        List<String> keys = store.keys(PREFIX);
        List<byte[]> heads = new ArrayList<>();
        for (String key : keys.subList(Math.max(0, keys.size() - most), keys.size())) {
            try (InputStream content = store.open(key, 0, null)) {
                heads.add(content.readNBytes(MOST_BYTES));
            } catch (IOException cut) {
                throw new UncheckedIOException(cut);
            }
        }
        return heads;
    }
}
