package org.coursewarecommons.interop;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How imports and exports run.
 *
 * @param parallel rows of one import at once
 * @param lease after which another backend takes the job of one that has gone; renewed every 5 s
 * @param exportLifetime how long a finished export can be fetched
 */
@ConfigurationProperties("courseware.interop")
record ImportProperties(
        @DefaultValue("4") int parallel,
        @DefaultValue("PT30S") Duration lease,
        @DefaultValue("P7D") Duration exportLifetime) {}
