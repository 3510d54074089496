package org.coursewarecommons.localstack.issuer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Who may ask for tokens: the portal for people, the schools' own systems for themselves. */
@Configuration(proxyBeanMethods = false)
class IssuerClients {

    static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private static final List<String> PORTAL_PATHS =
            List.of("/", "/login", "/callback", "/portal/", "/portal/callback");

    @Bean
    RegisteredClientRepository registeredClients(Accounts accounts) {
        List<RegisteredClient> clients = new ArrayList<>();
        clients.add(portal());
        accounts.clients().forEach(client -> clients.add(machine(client)));
        return new InMemoryRegisteredClientRepository(clients);
    }

    private static RegisteredClient portal() {
        return RegisteredClient.withId("courseware-portal")
                .clientId("courseware-portal")
                .clientName("课件共享门户 Courseware portal")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                // A registered loopback address stands for every port of it (RFC 8252, 7.3).
                .redirectUris(uris -> PORTAL_PATHS.forEach(path -> uris.add("http://127.0.0.1" + path)))
                .postLogoutRedirectUri("http://127.0.0.1/")
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(lifetime())
                .build();
    }

    private static RegisteredClient machine(SchoolClient client) {
        return RegisteredClient.withId(client.clientId())
                .clientId(client.clientId())
                .clientName(client.name())
                .clientSecret("{noop}" + client.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(lifetime())
                .build();
    }

    private static TokenSettings lifetime() {
        return TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build();
    }
}
