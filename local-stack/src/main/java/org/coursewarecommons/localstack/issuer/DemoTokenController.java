package org.coursewarecommons.localstack.issuer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Doors for scripts and tests: a token for the asking, right or deliberately wrong. */
@RestController
@RequestMapping("/demo")
class DemoTokenController {

    private final Accounts accounts;
    private final JwtEncoder encoder;
    private final IssuerAddress address;

    DemoTokenController(Accounts accounts, JwtEncoder encoder, IssuerAddress address) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.address = address;
    }

    /**
     * What the token shall be like. Everything but {@code username} is for tests that need a token with one fault and a good signature.
     *
     * @param expiresInSeconds may be negative: the token is then born expired
     * @param type the header {@code typ}
     */
    record TokenRequest(
            String username,
            @Nullable String audience,
            @Nullable String issuer,
            @Nullable Long expiresInSeconds,
            @Nullable String type,
            @Nullable List<String> roles) {}

    record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    @GetMapping("/accounts")
    List<Account> accounts() {
        return accounts.all();
    }

    @PostMapping("/tokens")
    TokenAnswer token(@RequestBody TokenRequest request) {
        Account account = accounts.find(String.valueOf(request.username()))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No account has the username " + request.username()));
        long life = or(request.expiresInSeconds(), IssuerClients.TOKEN_LIFE.toSeconds());
        Instant expiry = Instant.now().plusSeconds(life);
        // An expired token must still have been issued before it expired.
        Instant issued = expiry.minusSeconds(Math.max(Math.abs(life), 1));
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(or(request.issuer(), address.url()))
                .audience(List.of(or(request.audience(), Issuer.AUDIENCE)))
                .subject(account.username())
                .claim(TokenClaims.ROLES, or(request.roles(), account.roles()))
                .claim(TokenClaims.NAME, account.name())
                .issuedAt(issued)
                .notBefore(issued)
                .expiresAt(expiry)
                .id(UUID.randomUUID().toString())
                .build();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
                .type(or(request.type(), TokenClaims.ACCESS_TOKEN))
                .build();
        String token = encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
        return new TokenAnswer(token, "Bearer", life);
    }

    private static <T> T or(@Nullable T chosen, T otherwise) {
        return chosen == null ? otherwise : chosen;
    }
}
