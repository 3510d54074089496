package org.coursewarecommons.inspection;

import java.time.Duration;
import java.util.List;
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
 * @param cpuLimit of the processor for the rules alone, for each begun 64 MiB of a file; text and pages have only the
 *     time limit
 * @param filesPerWorker after so many files a process is replaced in any case
 * @param launcher a program with arguments that starts the worker's JVM, such as {@code unshare --net --map-root-user}
 *     for a network of its own; empty for none
 */
@ConfigurationProperties("courseware.inspection")
record InspectionProperties(
        @DefaultValue("2") int parallel,
        @DefaultValue("PT60S") Duration timeLimit,
        @DefaultValue("256") int heapMegabytes,
        @DefaultValue("10") int storeTries,
        @DefaultValue("PT5S") Duration cpuLimit,
        @DefaultValue("200") int filesPerWorker,
        @DefaultValue({}) List<String> launcher) {}
