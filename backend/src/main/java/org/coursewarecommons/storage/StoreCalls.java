package org.coursewarecommons.storage;

import io.minio.errors.ErrorResponseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Waits for answers of the object store, never longer than allowed, and tells refusals from failures. */
final class StoreCalls {

    private static final int READ_TRIES = 2;

    private StoreCalls() {}

    /**
     * For a call that only reads: a second try costs nothing and hides a broken pooled connection.
     *
     * @throws StoreRefusal when the store says no
     * @throws ProblemException 503 when it doesn't answer
     */
    static <T> T read(Supplier<CompletableFuture<T>> call, Duration limit) {
        for (int attempt = 1; ; attempt++) {
            try {
                return write(call, limit);
            } catch (ProblemException unavailable) {
                if (attempt == READ_TRIES || !isBrokenConnection(unavailable)) {
                    throw unavailable;
                }
            }
        }
    }

    /** Like {@link #read}, tried once. */
    static <T> T write(Supplier<CompletableFuture<T>> call, Duration limit) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // A slow store would hold row locks and a pooled connection for as long as it likes.
            throw new IllegalStateException("the object store must not be called inside a database transaction");
        }
        CompletableFuture<T> answer = call.get();
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw translate(failed.getCause());
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw unavailable(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw unavailable(interrupted);
        }
    }

    static ProblemException unavailable(Throwable cause) {
        return ProblemException.unavailable("object-store", cause);
    }

    private static RuntimeException translate(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ErrorResponseException refused
                && StoreRefusal.isRefusal(String.valueOf(refused.errorResponse().code()))) {
            return new StoreRefusal(refused.errorResponse().code(), refused);
        }
        return unavailable(cause);
    }

    private static boolean isBrokenConnection(ProblemException unavailable) {
        Throwable cause = unavailable.getCause();
        return cause != null && !(cause instanceof TimeoutException) && !(cause instanceof InterruptedException);
    }
}
