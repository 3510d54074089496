package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Takes the network from this process as far as a JVM can: no socket of any kind opens, and (by the parent's command
 * line) no name resolves. That stops a parser which fetches what a file names. It does not stop code that a file has
 * brought to run; for that the parent can be told to start the worker in a network of its own.
 */
final class Seclusion {

    private Seclusion() {}

    @SuppressWarnings("deprecation") // Nothing has come in their place, and they hold until the JVM ends.
    static void takeEffect() throws IOException {
        Socket.setSocketImplFactory(Seclusion::refuse);
        ServerSocket.setSocketFactory(Seclusion::refuse);
        DatagramSocket.setDatagramSocketImplFactory(Seclusion::refuse);
    }

    private static <T> T refuse() {
        throw new UncheckedIOException(new IOException("this process has no network"));
    }
}
