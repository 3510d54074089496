package org.coursewarecommons.inspection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The virus scanner, ClamAV's daemon.
 *
 * @param address {@code tcp://host:port} or {@code unix:/path/of/the/socket}; empty: files are not scanned, and said to
 *     be so
 * @param timeLimit from connecting to the answer, for one file
 */
@ConfigurationProperties("courseware.inspection.clamd")
record ClamdProperties(@DefaultValue("") String address, @DefaultValue("PT2M") Duration timeLimit) {

    boolean isConfigured() {
        return !address.isBlank();
    }
}
