package org.coursewarecommons.review;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Lets several threads do something at the same moment. */
final class AtOnce {

    private AtOnce() {}

    /** @return the answers in the order of the calls */
    static <T> List<T> all(List<Supplier<T>> calls) {
        CountDownLatch ready = new CountDownLatch(calls.size());
        List<CompletableFuture<T>> running = new ArrayList<>();
        for (Supplier<T> call : calls) {
            running.add(CompletableFuture.supplyAsync(
                    () -> {
                        ready.countDown();
                        try {
                            ready.await();
                        } catch (InterruptedException interrupted) {
                            throw new IllegalStateException(interrupted);
                        }
                        return call.get();
                    },
                    task -> new Thread(task).start()));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }
}
