package org.coursewarecommons.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where links may lead: https, to the hosts of {@code link-hosts.csv}. */
@Component
class Links {

    private static final String HOSTS = "link-hosts";

    private final Taxonomies taxonomies;

    Links(Taxonomies taxonomies) {
        this.taxonomies = taxonomies;
    }

    /** Any http or https address, of whatever host; such ones are shown as text. */
    static boolean isWebAddress(String url) {
        URI uri = parse(url);
        return uri != null
                && uri.getHost() != null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    }

    /** The fault's code, when a link can't be taken: {@code url-format} or {@code host-not-allowed}. */
    Optional<String> faultOf(String link) {
        URI uri = parse(link);
        // Who stands before the @ fools readers about the host; a port of its own is no public platform's.
        boolean plain = uri != null
                && "https".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getPort() == -1;
        if (!plain) {
            return Optional.of("url-format");
        }
        return isAllowed(uri.getHost().toLowerCase(Locale.ROOT)) ? Optional.empty() : Optional.of("host-not-allowed");
    }

    private boolean isAllowed(String host) {
        return taxonomies.terms(HOSTS).stream()
                .anyMatch(term -> host.equals(term.code())
                        || "true".equals(term.properties().get("with_subdomains")) && host.endsWith("." + term.code()));
    }

    private static @Nullable URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException broken) {
            return null;
        }
    }
}
