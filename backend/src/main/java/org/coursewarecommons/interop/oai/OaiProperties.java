package org.coursewarecommons.interop.oai;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this deployment presents itself to harvesters.
 *
 * @param domain the middle part of identifiers; never change it once somebody has harvested
 * @param adminEmail whom harvesters write to
 * @param pageSize records in one part of a list
 * @param tokenValidFor how long a list can be gone on with
 * @param atOnce lists that are read at the same time; more are asked to come back
 */
@ConfigurationProperties("courseware.interop.oai")
record OaiProperties(
        @DefaultValue("courseware-commons.invalid") String domain,
        @DefaultValue("no-reply@courseware-commons.invalid") String adminEmail,
        @DefaultValue("100") int pageSize,
        @DefaultValue("PT24H") Duration tokenValidFor,
        @DefaultValue("8") int atOnce) {}
