package org.coursewarecommons.storage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** An S3 server to be asked, and the keys that a test has made there, which are taken away again. */
abstract class S3Contract {

    static final Duration MINUTE = Duration.ofMinutes(1);

    static S3Properties properties;
    static ObjectStore store;

    private final Set<String> made = ConcurrentHashMap.newKeySet();

    @TempDir
    Path folder;

    @BeforeAll
    static void connect() {
        properties = S3Endpoint.properties();
        store = new ObjectStore(properties);
        store.ensureBucket();
    }

    @AfterEach
    void tidy() {
        made.parallelStream().forEach(store::remove);
    }

    @AfterAll
    static void disconnect() {
        store.close();
    }

    final String key() {
        String key = UploadSession.incomingKey(UUID.randomUUID());
        made.add(key);
        return key;
    }

    final String send(byte[] bytes) throws IOException {
        return send(key(), bytes);
    }

    final String send(String key, byte[] bytes) throws IOException {
        made.add(key);
        store.send(key, Files.write(folder.resolve(UUID.randomUUID().toString()), bytes));
        return key;
    }

    static URI link(String key) {
        return store.downloadLink(key, "attachment", "application/x-test", MINUTE);
    }

    static HttpResponse<byte[]> fetch(URI link, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(link);
        return PartSender.call((headers.length == 0 ? request : request.headers(headers)).build());
    }
}
