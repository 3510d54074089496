package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.coursewarecommons.Api;

/** A client on a bad line: announces a body and loses the connection before all of it is sent. */
final class CutLine {

    private final Random random;

    /** @param seed so that a failure can be repeated */
    CutLine(long seed) {
        random = new Random(seed);
    }

    /** @return one of the numbers from 1 to {@code most} */
    int some(int most) {
        return 1 + random.nextInt(most);
    }

    /** Sends {@code count} bytes of those announced, then half of the times hangs up and half of the times drops dead. */
    void send(String method, String url, Map<String, String> headers, byte[] body, int from, int count)
            throws IOException {
        URI target = URI.create(url);
        StringBuilder head = new StringBuilder(method + " " + target.getRawPath()
                + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery()) + " HTTP/1.1\r\nHost: "
                + target.getAuthority() + "\r\nContent-Length: " + (body.length - from) + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            if (random.nextBoolean()) {
                // Closing sends RST: what lies in buffers is lost.
                socket.setSoLinger(true, 0);
            }
            OutputStream out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            out.write(body, from, count);
            out.flush();
        }
    }

    static String bearer(String username) {
        return "Bearer " + Api.token(Map.of("username", username));
    }
}
