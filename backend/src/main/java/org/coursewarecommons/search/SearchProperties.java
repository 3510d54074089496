package org.coursewarecommons.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of search; the engine's address is {@code spring.elasticsearch.uris}.
 *
 * @param alias under which the index is read and written; index names start with it
 * @param replicas of the index: 0 on one node
 * @param timeout what the engine may take for a query; callers wait at most a second more
 * @param lease how long a backend that vanished keeps its claimed feed rows
 * @param pause between two looks into the feed
 * @param maxPause between two tries while the engine does not answer
 */
@ConfigurationProperties("courseware.search")
record SearchProperties(
        @DefaultValue("resources") String alias,
        @DefaultValue("0") int replicas,
        @DefaultValue("1500ms") Duration timeout,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("300ms") Duration pause,
        @DefaultValue("5s") Duration maxPause) {}
