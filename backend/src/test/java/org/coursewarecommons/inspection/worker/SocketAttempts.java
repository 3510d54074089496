package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * What a parser that was taken over might try, made from inside the worker itself: the worker asks for its next file,
 * and while it reads that line the attempts are made in its own JVM, after all that it has done to close itself off.
 */
public final class SocketAttempts extends InputStream {

    /** Begins each line that is told. */
    public static final String MARK = "attempt ";

    /** Ends it when no socket was opened. */
    public static final String REFUSED = " refused";

    /** How many there are. */
    public static final int NUMBER = 8;

    private final int port;

    private SocketAttempts(int port) {
        this.port = port;
    }

    private interface Attempt {
        Object open() throws Exception;
    }

    private record Named(String name, Attempt attempt) {}

    /** @param args as the worker's, and then a port of this machine that listens */
    public static void main(String[] args) throws IOException {
        System.setIn(new SocketAttempts(Integer.parseInt(args[2])));
        InspectionWorker.main(new String[] {args[0], args[1]});
    }

    @Override
    public int read() {
        InetAddress here = InetAddress.getLoopbackAddress();
        String listening = "http://127.0.0.1:" + port + "/";
        List.of(
                        new Named("socket", () -> new Socket(here, port)),
                        new Named("server", () -> new ServerSocket(0)),
                        new Named("datagram", () -> new DatagramSocket()),
                        new Named("channel", () -> SocketChannel.open()),
                        new Named("unix channel", () -> SocketChannel.open(StandardProtocolFamily.UNIX)),
                        new Named("server channel", () -> ServerSocketChannel.open()),
                        new Named("url", () -> URI.create(listening).toURL().openStream()),
                        new Named("name", () -> InetAddress.getByName("example.org")))
                .forEach(SocketAttempts::tell);
        return -1;
    }

    private static void tell(Named named) {
        String outcome = REFUSED;
        try {
            outcome = " opened " + named.attempt().open();
        } catch (Exception | ExceptionInInitializerError | NoClassDefFoundError refused) {
            // As it should be.
        }
        System.err.println(MARK + named.name() + outcome);
    }
}
