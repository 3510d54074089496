package org.coursewarecommons.storage;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends bytes by signed links, as clients do. The client library would read them twice: once for the signature, which
 * covers their SHA-256, and once to send them; what it proves, the entity tag proves too.
 */
class StoreSender {

    private final OkHttpClient http;

    StoreSender(OkHttpClient http) {
        this.http = http;
    }

    /** For all calls of the store, those of the client library included. */
    static OkHttpClient http() {
        Dispatcher dispatcher = new Dispatcher();
        // The default of 5 calls to one host would make requests wait for each other.
        dispatcher.setMaxRequestsPerHost(64);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(Duration.ofSeconds(2))
                // A store may say nothing while it puts 2 GiB together; quick calls have limits of their own.
                .readTimeout(Duration.ofMinutes(2))
                .writeTimeout(Duration.ofSeconds(60))
                .build();
    }

    /** @throws ProblemException 503 when the store doesn't take them, whatever its reason */
    SentBytes send(URI link, FileBytes bytes) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the object store must not be called inside a database transaction");
        }
        Request request = new Request.Builder().url(link.toString()).put(bytes).build();
        try (Response answer = http.newCall(request).execute()) {
            String eTag = answer.header("ETag");
            if (!answer.isSuccessful() || eTag == null) {
                throw new IOException("the store answers a PUT with " + answer.code() + " "
                        + answer.peekBody(1000).string());
            }
            return new SentBytes(eTag.replace("\"", ""), bytes.md5());
        } catch (IOException notTaken) {
            throw StoreCalls.unavailable(notTaken);
        }
    }
}
