package org.coursewarecommons.inspection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files are checked.
 *
 * @param parallel worker processes at once
 * @param timeLimit of one file; then its process is killed
 * @param heapMegabytes of one worker process
 * @param storeTries how often in a row a file's bytes may be out of reach before its check is given up; ten are some
 *     forty minutes
 */
@ConfigurationProperties("courseware.inspection")
record InspectionProperties(
        @DefaultValue("2") int parallel,
        @DefaultValue("PT60S") Duration timeLimit,
        @DefaultValue("256") int heapMegabytes,
        @DefaultValue("10") int storeTries) {}
