package org.coursewarecommons.interop.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How subscribers are told.
 *
 * @param trustedHosts hosts, written exactly so, that need neither TLS nor a public address: for demonstrations alone
 * @param retries waits before the second try, the third …; after the last the delivery is given up
 * @param disableAfter so many deliveries given up in a row stop a subscription
 * @param timeout of one try in all
 * @param keepFor how long deliveries stay in the ledger
 * @param rotation how long the secret before still signs beside the new one
 */
@ConfigurationProperties("courseware.interop.webhooks")
record WebhookProperties(
        @DefaultValue({}) Set<String> trustedHosts,
        @DefaultValue({"PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H"})
                List<Duration> retries,
        @DefaultValue("10") int disableAfter,
        @DefaultValue("PT10S") Duration timeout,
        @DefaultValue("P30D") Duration keepFor,
        @DefaultValue("PT24H") Duration rotation) {

    WebhookProperties {
        trustedHosts = Set.copyOf(trustedHosts);
        retries = List.copyOf(retries);
    }
}
