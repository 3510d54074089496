package org.coursewarecommons.interop.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Where deliveries may go. As the resolver of the sender's client it hands out nothing but public addresses, so that
 * what was checked is what is connected to.
 */
@Component
class WebhookTargets implements Dns {

    private static final Set<Integer> PORTS = Set.of(443, 8443);
    private static final int MAX_LENGTH = 2000;

    private final WebhookProperties properties;

    WebhookTargets(WebhookProperties properties) {
        this.properties = properties;
    }

    /** @throws ProblemException 422 with what is wrong with it */
    HttpUrl require(String text) {
        HttpUrl url = text.length() > MAX_LENGTH ? null : HttpUrl.parse(text);
        if (url == null || !url.username().isEmpty() || !url.password().isEmpty() || url.fragment() != null) {
            throw refused("webhook-url-form");
        }
        if (isTrusted(url, text)) {
            return url;
        }
        if (!url.isHttps()) {
            throw refused("webhook-url-scheme");
        }
        if (!PORTS.contains(url.port())) {
            throw refused("webhook-url-port");
        }
        try {
            open(url.host());
        } catch (UnknownHostException nowhere) {
            throw refused("webhook-url-address");
        }
        return url;
    }

    /** Only written as it is configured: other ways to write the same place are what attackers use. */
    private boolean isTrusted(HttpUrl url, String text) {
        return properties.trustedHosts().contains(url.host())
                && text.matches("https?://" + Pattern.quote(url.host()) + "(:\\d+)?(/.*)?");
    }

    /** @throws UnknownHostException also when only some of its addresses are not public */
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        return properties.trustedHosts().contains(host) ? Arrays.asList(InetAddress.getAllByName(host)) : open(host);
    }

    private static List<InetAddress> open(String host) throws UnknownHostException {
        List<InetAddress> addresses = Arrays.asList(InetAddress.getAllByName(host));
        if (!addresses.stream().allMatch(AddressRules::isPublic)) {
            throw new UnknownHostException("not a public address");
        }
        return addresses;
    }

    private static ProblemException refused(String rule) {
        return ProblemException.invalid("/url", rule);
    }
}
