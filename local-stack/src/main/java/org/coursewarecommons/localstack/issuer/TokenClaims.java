package org.coursewarecommons.localstack.issuer;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What stands in the tokens besides the protocol's own claims: who it is, for whom the token is, and coarse roles. */
@Configuration(proxyBeanMethods = false)
class TokenClaims {

    static final String ROLES = "roles";
    static final String NAME = "name";
    /** Type of access tokens (RFC 9068), so that an ID token is never taken for one. */
    static final String ACCESS_TOKEN = "at+jwt";

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenCustomizer(Accounts accounts) {
        return context -> accounts.find(context.getPrincipal().getName()).ifPresent(account -> {
            if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                context.getJwsHeader().type(ACCESS_TOKEN);
                context.getClaims().audience(List.of(Issuer.AUDIENCE)).claim(ROLES, account.roles());
            } else if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
                context.getClaims().claim(ROLES, account.roles());
            }
            context.getClaims().claim(NAME, account.name());
        });
    }
}
