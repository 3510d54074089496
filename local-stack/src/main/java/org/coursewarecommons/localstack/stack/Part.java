package org.coursewarecommons.localstack.stack;

/** One server of the stack. */
interface Part extends AutoCloseable {

    PartName name();

    /** Recovers from a killed run if there was one, and starts. Never runs at the same time as {@link #close()}. */
    void start() throws Exception;

    /** Returns when the server answers; fails when it was stopped meanwhile. */
    default void awaitReady() throws Exception {}

    /** Stops the server and waits until nothing of it runs; harmless when it was not started. */
    @Override
    void close();
}
