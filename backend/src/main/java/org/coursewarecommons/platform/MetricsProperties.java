package org.coursewarecommons.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param port where a monitor reads; 0 for any free one; none: figures are not served at all
 * @param address on which the port is opened
 */
@ConfigurationProperties("courseware.metrics")
record MetricsProperties(@Nullable Integer port, @DefaultValue("0.0.0.0") String address) {

    boolean isOn() {
        return port != null;
    }
}
