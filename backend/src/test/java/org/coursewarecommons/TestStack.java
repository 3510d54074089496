package org.coursewarecommons;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.testcontainers.DockerClientFactory;

/**
 * The real parts that the tests run against, started once for the whole run: containers where a Docker engine answers,
 * else the processes of local-stack. {@code -Dcourseware.test.stack=local} or {@code docker} decides by hand.
 */
public final class TestStack {

    /** A real SMTP server; started before the stack that names it. */
    private static final GreenMail MAIL = new GreenMail(ServerSetupTest.SMTP.dynamicPort())
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

    private static final TestStack INSTANCE = start();

    private final Map<String, Object> properties;
    private final Map<String, Wire> wires;
    private final String issuer;

    private TestStack(Map<String, Object> properties, Map<String, Wire> wires, String issuer) {
        this.wires = Map.copyOf(wires);
        this.properties = Map.copyOf(properties);
        this.issuer = issuer;
    }

    public static TestStack get() {
        return INSTANCE;
    }

    /** URL of the token issuer, with the demo door {@code POST /demo/tokens}. */
    public String issuer() {
        return issuer;
    }

    /** A setting of the application, as given to it. */
    public String property(String name) {
        return String.valueOf(properties.get(name));
    }

    /** @param setting whose address leads through the wire, for example {@code spring.elasticsearch.uris} */
    public Wire wire(String setting) {
        return wires.get(setting);
    }

    /** Where the application's mails arrive. */
    public GreenMail mail() {
        return MAIL;
    }

    private static TestStack start() {
        MAIL.start();
        String choice = System.getProperty("courseware.test.stack", "auto");
        boolean docker = choice.equals("docker")
                || choice.equals("auto") && DockerClientFactory.instance().isDockerAvailable();
        System.out.println("[test stack] " + (docker ? "Docker answers: containers" : "no Docker engine: local-stack"));
        LocalStackProcess local = LocalStackProcess.start(docker ? "issuer" : "postgres,elasticsearch,s3,issuer");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.putAll(docker ? ContainerStack.start() : local.properties());
        properties.put("courseware.inspection.clamd.address", Clamd.get().address());
        Map<String, Wire> wires = new LinkedHashMap<>();
        for (String setting : List.of(
                "spring.datasource.url",
                "spring.elasticsearch.uris",
                "courseware.s3.endpoint",
                "courseware.inspection.clamd.address")) {
            if (Boolean.getBoolean("courseware.test.direct")) {
                // Measurements want no wire in between, and cut none.
                continue;
            }
            Wire wire = Wire.to(String.valueOf(properties.get(setting)));
            wires.put(setting, wire);
            properties.put(setting, wire.address());
        }
        properties.put("courseware.s3.public-endpoint", properties.get("courseware.s3.endpoint"));
        properties.put("courseware.security.issuer", local.issuer());
        properties.put("courseware.security.audience", "courseware-commons");
        properties.put("courseware.worklist.clocks-every", "PT1S");
        properties.put("courseware.evaluation.by-calendar", "false");
        properties.put("courseware.metrics.port", "0");
        // Spring's test support switches every monitor off unless one is named.
        properties.put("management.prometheus.metrics.export.enabled", "true");
        properties.put("courseware.metrics.address", "127.0.0.1");
        properties.put("courseware.health.every", "PT1S");
        properties.put("courseware.interop.oai.page-size", "10");
        properties.put("courseware.interop.webhooks.trusted-hosts", "127.0.0.1");
        properties.put("courseware.interop.webhooks.retries", "PT0.2S,PT0.2S");
        properties.put("courseware.interop.webhooks.disable-after", "2");
        // A whole suite in the name of a few persons; one school's system alone has a share that can be used up.
        for (String route : List.of("read", "search", "write", "upload", "bulk", "open", "failed-sign-ins")) {
            properties.put("courseware.limits." + route, "1000000");
        }
        properties.put("courseware.limits.clients[client-jhs-137].search", "20");
        properties.put(
                "courseware.seeds", LocalStackProcess.ROOT.resolve("seeds").toString());
        properties.put("spring.mail.host", "127.0.0.1");
        properties.put("spring.mail.port", MAIL.getSmtp().getPort());
        return new TestStack(properties, wires, local.issuer());
    }

    /** Points the application at the stack. */
    static class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("stack", get().properties));
        }
    }
}
