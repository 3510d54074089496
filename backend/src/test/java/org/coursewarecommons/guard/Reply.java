package org.coursewarecommons.guard;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What a door answered to a persona. */
record Reply(String asked, int status, HttpHeaders headers, byte[] body) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    @Override
    public String toString() {
        return asked + " → " + status + " " + (body.length > 400 ? text().substring(0, 300) : text());
    }
}
