package org.coursewarecommons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/** The connection between the application and one of its parts, which a test can cut and mend. */
public final class Wire {

    private static final Pattern HOST_AND_PORT = Pattern.compile("//([^:/]+):(\\d+)");
    private static final NioReactor REACTOR = reactor();

    private final TcpCrusher crusher;
    private final String address;

    private Wire(TcpCrusher crusher, String address) {
        this.crusher = crusher;
        this.address = address;
    }

    /** @param url of the part, with host and port */
    static Wire to(String url) {
        Matcher target = HOST_AND_PORT.matcher(url);
        if (!target.find()) {
            throw new IllegalArgumentException("no host and port in " + url);
        }
        int port = freePort();
        TcpCrusher crusher = TcpCrusherBuilder.builder()
                .withReactor(REACTOR)
                .withBindAddress("127.0.0.1", port)
                .withConnectAddress(target.group(1), Integer.parseInt(target.group(2)))
                .buildAndOpen();
        return new Wire(crusher, target.replaceFirst("//127.0.0.1:" + port));
    }

    /** The part's url with our own address in it. */
    String address() {
        return address;
    }

    /** Refuses new connections and drops those that are open, for as long as the action runs. */
    public void whileCut(Runnable action) {
        crusher.close();
        try {
            action.run();
        } finally {
            crusher.open();
        }
    }

    private static int freePort() {
        // The port must stay the same when the wire is mended, so the system's "any port" won't do.
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private static NioReactor reactor() {
        try {
            return new NioReactor();
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
    }
}
