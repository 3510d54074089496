package org.coursewarecommons.localstack.issuer;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Believes everybody who names an existing person: the demo has nothing to protect and nobody wants to type a password. */
final class NameOnlyAuthentication implements AuthenticationProvider {

    private final Accounts accounts;

    NameOnlyAuthentication(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication claimed) {
        return accounts.find(claimed.getName())
                .map(account -> UsernamePasswordAuthenticationToken.authenticated(account.username(), null, List.of()))
                .orElseThrow(() -> new BadCredentialsException("unknown account"));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
