package org.coursewarecommons.localstack.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.coursewarecommons.localstack.StackException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * The demo's OpenID provider. It hands out any identity to anybody who asks, so it listens on 127.0.0.1 alone and is part of no
 * production artefact.
 */
public final class Issuer implements AutoCloseable {

    /** The {@code aud} of the tokens. */
    public static final String AUDIENCE = "courseware-commons";

    private final ConfigurableApplicationContext context;

    private Issuer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** The claim {@code iss} of an issuer on this port: always spelt with the number, never as localhost. */
    public static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /**
     * Starts on 127.0.0.1.
     *
     * @param keyFile private key as JWK, made on first use, so that tokens outlive a restart
     * @param seeds folder above {@code organisations}; null: no accounts
     */
    public static Issuer start(int port, Path keyFile, @Nullable Path seeds) throws IOException {
        RSAKey key = SigningKey.in(keyFile);
        Accounts accounts = Accounts.read(seeds, LocalDate.now());
        IssuerAddress address = new IssuerAddress(url(port));
        SpringApplicationBuilder application = new SpringApplicationBuilder(IssuerConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(Map.of(
                        "server.port",
                        port,
                        "server.address",
                        "127.0.0.1",
                        "server.tomcat.threads.max",
                        20,
                        "server.tomcat.threads.min-spare",
                        2,
                        // Cookies don't know ports: the default name would collide with every other server on this
                        // machine.
                        "server.servlet.session.cookie.name",
                        "COURSEWARE_ISSUER",
                        "spring.mvc.problemdetails.enabled",
                        true,
                        "spring.jmx.enabled",
                        false))
                .initializers(context -> register((GenericApplicationContext) context, key, accounts, address));
        try {
            return new Issuer(application.run());
        } catch (PortInUseException e) {
            throw new StackException("The token issuer can't listen on port " + port + ": it is taken", e);
        }
    }

    private static void register(
            GenericApplicationContext context, RSAKey key, Accounts accounts, IssuerAddress address) {
        context.registerBean(Accounts.class, () -> accounts);
        context.registerBean(IssuerAddress.class, () -> address);
        RootBeanDefinition keys = new RootBeanDefinition();
        keys.setTargetType(ResolvableType.forClassWithGenerics(JWKSource.class, SecurityContext.class));
        keys.setInstanceSupplier(() -> new ImmutableJWKSet<>(new JWKSet(key)));
        context.registerBeanDefinition("jwkSource", keys);
    }

    @Override
    public void close() {
        context.close();
    }
}
