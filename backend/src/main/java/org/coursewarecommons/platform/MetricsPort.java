package org.coursewarecommons.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Figures for a monitor, at a port of their own: {@code GET /actuator/prometheus} there and nothing else, without a
 * token, since only the monitor's network reaches that port. At the API's port the path doesn't exist.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
@EnableConfigurationProperties(MetricsProperties.class)
class MetricsPort extends OncePerRequestFilter implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    static final String PATH = "/actuator/prometheus";

    private final MetricsProperties properties;
    private volatile Connector connector;

    MetricsPort(MetricsProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!properties.isOn()) {
            return;
        }
        Connector own = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
        own.setPort(properties.port());
        if (own.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(address());
            // One monitor asks, or two; they must not take the API's threads when the API has none left.
            protocol.setMaxThreads(4);
            protocol.setMinSpareThreads(1);
        }
        factory.addAdditionalTomcatConnectors(own);
        connector = own;
    }

    /** The port in use; -1 when there is none. */
    int localPort() {
        return connector == null ? -1 : connector.getLocalPort();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean asked = request.getRequestURI().startsWith(PATH);
        boolean here = connector != null && request.getLocalPort() == localPort();
        boolean whole =
                request.getRequestURI().equals(PATH) && request.getMethod().equals("GET");
        if (here && !whole || asked && !here) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        chain.doFilter(request, response);
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(properties.address());
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("courseware.metrics.address is no address", unknown);
        }
    }
}
