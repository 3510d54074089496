package org.coursewarecommons.guard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coursewarecommons.TestStack;

/** Tokens that must open nothing: each as good as can be, but for what its name says. */
final class HostileTokens {

    private final TokenForge forge = TokenForge.issuer();
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private HostileTokens() {}

    static Map<String, String> all() {
        try {
            HostileTokens made = new HostileTokens();
            made.algorithms();
            made.keys();
            made.headers();
            made.claims();
            made.times();
            made.types();
            made.shapes();
            return made.tokens;
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void algorithms() throws JOSEException {
        String payload = forge.good().json();
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            tokens.put(
                    "alg " + none,
                    TokenForge.raw("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\"}", payload, new byte[0]));
        }
        tokens.put("alg missing", TokenForge.raw("{\"typ\":\"at+jwt\"}", payload, new byte[] {1}));
        tokens.put("alg empty", TokenForge.raw("{\"alg\":\"\",\"typ\":\"at+jwt\"}", payload, new byte[] {1}));
        byte[] pem = publicKeyPem();
        byte[] der = forge.key().toPublicJWK().toRSAPublicKey().getEncoded();
        for (JWSAlgorithm hmac : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            tokens.put(
                    hmac + " with the public key as PEM",
                    TokenForge.sign(type(hmac).build(), payload, new MACSigner(pem)));
        }
        tokens.put(
                "HS256 with the public key as DER",
                TokenForge.sign(type(JWSAlgorithm.HS256).build(), payload, new MACSigner(der)));
        tokens.put(
                "HS256 with the modulus",
                TokenForge.sign(
                        type(JWSAlgorithm.HS256).keyID(forge.key().getKeyID()).build(),
                        payload,
                        new MACSigner(forge.key().getModulus().decode())));
        tokens.put(
                "HS256 with an empty-looking secret",
                TokenForge.sign(type(JWSAlgorithm.HS256).build(), payload, new MACSigner(new byte[32])));
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            tokens.put(
                    algorithm + " with the right key, but not configured",
                    TokenForge.sign(
                            type(algorithm).keyID(forge.key().getKeyID()).build(),
                            payload,
                            new RSASSASigner(forge.key())));
        }
        tokens.put(
                "ES256 with r = s = 0",
                TokenForge.raw("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", payload, new byte[64]));
        tokens.put(
                "RS256 with ES256's empty signature",
                TokenForge.raw(
                        "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\""
                                + forge.key().getKeyID() + "\"}",
                        payload,
                        new byte[0]));
    }

    private void keys() throws JOSEException {
        String payload = forge.good().json();
        RSAKey stranger = new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).generate();
        ECKey curve = new ECKeyGenerator(Curve.P_256).generate();
        RSASSASigner foreign = new RSASSASigner(stranger);
        tokens.put(
                "another key under the right kid",
                TokenForge.sign(forge.header().build(), payload, foreign));
        for (String kid : List.of(
                "unknown",
                "",
                "../../../../dev/null",
                "' or '1'='1",
                "http://127.0.0.1:1/key",
                "\u0000",
                "x".repeat(5_000))) {
            tokens.put(
                    "another key under kid " + (kid.length() > 40 ? "of 5,000 characters" : kid.replace('\u0000', '0')),
                    TokenForge.sign(rsa().keyID(kid).build(), payload, foreign));
        }
        tokens.put("another key without kid", TokenForge.sign(rsa().build(), payload, foreign));
        tokens.put(
                "a key that the token brings itself (jwk)",
                TokenForge.sign(rsa().jwk(stranger.toPublicJWK()).build(), payload, foreign));
        tokens.put(
                "a key that the token brings itself (jwk) under the right kid",
                TokenForge.sign(forge.header().jwk(stranger.toPublicJWK()).build(), payload, foreign));
        tokens.put(
                "a key at an address of the token's choice (jku)",
                TokenForge.sign(
                        rsa().jwkURL(URI.create("http://127.0.0.1:1/keys")).build(), payload, foreign));
        tokens.put(
                "a certificate at an address of the token's choice (x5u)",
                TokenForge.sign(
                        rsa().x509CertURL(URI.create("http://127.0.0.1:1/cert")).build(), payload, foreign));
        tokens.put(
                "a certificate in the token (x5c)",
                TokenForge.sign(
                        rsa().x509CertChain(List.of(Base64.encode(new byte[] {48, 0})))
                                .build(),
                        payload,
                        foreign));
        tokens.put(
                "ES256 with the token's own curve",
                TokenForge.sign(
                        type(JWSAlgorithm.ES256).jwk(curve.toPublicJWK()).build(), payload, new ECDSASigner(curve)));
    }

    private void headers() {
        String payload = forge.good().json();
        tokens.put(
                "a critical header that nobody knows",
                forge.signed(
                        forge.header()
                                .criticalParams(Set.of("http://example.org/unknown"))
                                .customParam("http://example.org/unknown", true)
                                .build(),
                        payload));
        String b64 = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\""
                + forge.key().getKeyID() + "\",\"b64\":false,\"crit\":[\"b64\"]}";
        tokens.put("b64 false", signedAsIs(b64, payload));
        tokens.put(
                "two algorithms in the header",
                signedAsIs(
                        "{\"alg\":\"none\",\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\""
                                + forge.key().getKeyID() + "\"}",
                        payload));
        tokens.put("a header that is a list", signedAsIs("[]", payload));
        tokens.put("a header that is no JSON", signedAsIs("alg=RS256", payload));
    }

    private void claims() {
        tokens.put(
                "another issuer", forge.good().with("iss", "http://127.0.0.1:1").signed());
        tokens.put(
                "the issuer with a slash",
                forge.good().with("iss", issuer() + "/").signed());
        tokens.put(
                "the issuer in capitals",
                forge.good()
                        .with("iss", issuer().toUpperCase(java.util.Locale.ROOT))
                        .signed());
        tokens.put("no issuer", forge.good().with("iss", null).signed());
        tokens.put(
                "a list of issuers",
                forge.signed(changed("\"iss\":\"" + issuer() + "\"", "\"iss\":[\"" + issuer() + "\"]")));
        tokens.put(
                "another audience", forge.good().with("aud", "another-service").signed());
        tokens.put("no audience", forge.good().with("aud", null).signed());
        tokens.put(
                "an audience like ours",
                forge.good().with("aud", "courseware-commons-test").signed());
        tokens.put(
                "an audience that is a number", forge.signed(changed("\"aud\":\"courseware-commons\"", "\"aud\":7")));
        tokens.put("no subject", forge.good().with("sub", null).signed());
        tokens.put("an empty subject", forge.good().with("sub", "").signed());
        tokens.put("a subject of blanks", forge.good().with("sub", "   ").signed());
        tokens.put(
                "a subject that is a list",
                forge.signed(changed("\"sub\":\"" + TokenForge.TEACHER + "\"", "\"sub\":[\"D-01\"]")));
        tokens.put(
                "two subjects",
                forge.signed("{\"sub\":\"D-01\"," + forge.good().json().substring(1)));
        tokens.put(
                "two issuers",
                forge.signed("{\"iss\":\"" + issuer() + "\","
                        + forge.good().with("iss", "x").json().substring(1)));
    }

    private void times() {
        Instant now = Instant.now();
        tokens.put(
                "expired an hour ago",
                forge.good().with("exp", Date.from(now.minusSeconds(3600))).signed());
        tokens.put(
                "expired just beyond the skew",
                forge.good().with("exp", Date.from(now.minusSeconds(35))).signed());
        tokens.put(
                "not yet valid",
                forge.good().with("nbf", Date.from(now.plusSeconds(3600))).signed());
        tokens.put(
                "not yet valid beyond the skew",
                forge.good().with("nbf", Date.from(now.plusSeconds(60))).signed());
        tokens.put("no expiry", forge.good().with("exp", null).signed());
        tokens.put("an expiry that is text", forge.signed(changed("\"exp\":\\d+", "\"exp\":\"tomorrow\"")));
        tokens.put("an expiry in milliseconds that is long gone", forge.signed(changed("\"exp\":\\d+", "\"exp\":1")));
        tokens.put("a negative expiry", forge.signed(changed("\"exp\":\\d+", "\"exp\":-1")));
    }

    private void types() {
        String payload = forge.good().json();
        tokens.put(
                "an ID token",
                forge.signed(forge.header().type(JOSEObjectType.JWT).build(), payload));
        tokens.put(
                "a refresh token",
                forge.signed(forge.header().type(new JOSEObjectType("rt+jwt")).build(), payload));
        tokens.put(
                "a logout token",
                forge.signed(
                        forge.header().type(new JOSEObjectType("logout+jwt")).build(), payload));
        tokens.put("no type", forge.signed(forge.header().type(null).build(), payload));
        tokens.put(
                "an ID token that claims to be a bearer's refresh",
                forge.good()
                        .with("typ", "Refresh")
                        .signed(forge.header().type(JOSEObjectType.JWT).build()));
    }

    private void shapes() {
        String good = forge.good().signed();
        String[] parts = good.split("\\.");
        tokens.put(
                "a changed subject",
                parts[0] + "."
                        + TokenForge.encode(forge.good().subject("D-01").json().getBytes(StandardCharsets.UTF_8)) + "."
                        + parts[2]);
        tokens.put("one bit of the signature", parts[0] + "." + parts[1] + "." + flipped(parts[2]));
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("two parts", parts[0] + "." + parts[1]);
        tokens.put("four parts", good + ".x");
        tokens.put("five parts", good + ".x.y");
        tokens.put("a payload that is no JSON", forge.signed("sub=D-01"));
        tokens.put("a payload that is a list", forge.signed("[]"));
        tokens.put("an empty payload", forge.signed("{}"));
        tokens.put("dots", "...");
        tokens.put("not a token", "not-a-token");
        tokens.put(
                "a token of 6,000 characters",
                forge.good().with("aud", "x").with("pad", "x".repeat(4_000)).signed());
        tokens.put("blanks within", parts[0] + ". " + parts[1] + "." + parts[2]);
        tokens.put("padding", parts[0] + "=." + parts[1] + "." + parts[2]);
    }

    /** The signature is good over exactly these bytes, whatever they say. */
    private String signedAsIs(String header, String payload) {
        try {
            Base64URL head = Base64URL.encode(header);
            Base64URL body = Base64URL.encode(payload);
            Base64URL signature = new RSASSASigner(forge.key())
                    .sign(forge.header().build(), (head + "." + body).getBytes(StandardCharsets.US_ASCII));
            return head + "." + body + "." + signature;
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String changed(String pattern, String replacement) {
        String json = forge.good().json().replace("\\/", "/");
        String changed = json.replaceFirst(pattern, java.util.regex.Matcher.quoteReplacement(replacement));
        if (changed.equals(json)) {
            throw new IllegalStateException(pattern + " is not in " + json);
        }
        return changed;
    }

    private static String flipped(String signature) {
        char first = signature.charAt(0);
        return (first == 'A' ? 'B' : 'A') + signature.substring(1);
    }

    private JWSHeader.Builder type(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt"));
    }

    private JWSHeader.Builder rsa() {
        return type(JWSAlgorithm.RS256);
    }

    private static String issuer() {
        return TestStack.get().issuer();
    }

    private byte[] publicKeyPem() throws JOSEException {
        String der = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(forge.key().toPublicJWK().toRSAPublicKey().getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + der + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
