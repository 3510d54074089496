package org.coursewarecommons.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes uses of xAPI statements, or says why it can't. */
@Component
class XapiReader {

    static final String VOIDED = "http://adlnet.gov/expapi/verbs/voided";

    private static final Map<String, Verb> VERBS = Map.of(
            "http://adlnet.gov/expapi/verbs/experienced", Verb.VIEW,
            "http://id.tincanapi.com/verb/viewed", Verb.PREVIEW,
            "http://id.tincanapi.com/verb/downloaded", Verb.DOWNLOAD,
            "http://adlnet.gov/expapi/verbs/imported", Verb.COLLECT,
            "http://adlnet.gov/expapi/verbs/launched", Verb.CLASS_USE);

    /** Of the library itself, wherever it is deployed. */
    private static final Pattern ADAPTED = Pattern.compile("https?://[^/]+/(.*/)?verbs/adapted");

    private static final Pattern RESOURCE = Pattern.compile(
            "(?:https?://[^?#]+/resources/|urn:uuid:)([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/?");
    /** Of the xAPI video profile: the part that was played, 0–1. */
    private static final String PROGRESS = "https://w3id.org/xapi/video/extensions/progress";

    private static final long LONGEST_SECONDS = 86_400;

    private final ObjectMapper mapper;
    private final StrictJson json;
    private final PersonKeys keys;
    private final DomainClock clock;

    XapiReader(ObjectMapper mapper, StrictJson json, PersonKeys keys, DomainClock clock) {
        this.mapper = mapper;
        this.json = json;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What a statement says: exactly one of use, voided and fault.
     *
     * @param id the statement's, ours when it brought none; null when it can't be read
     * @param voided the statement that it takes back
     * @param pointer what is at fault in the statement
     */
    record Said(
            @Nullable UUID id,
            @Nullable UsageEventBody use,
            @Nullable UUID voided,
            @Nullable String fault,
            @Nullable String pointer) {

        static Said fault(@Nullable UUID id, String code, String pointer) {
            return new Said(id, null, null, code, pointer);
        }
    }

    /** @param host of this library, as the caller addressed it */
    Said read(JsonNode node, String host, Actor actor) {
        XapiStatement statement;
        try {
            statement = mapper.treeToValue(node, XapiStatement.class);
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return Said.fault(null, "malformed-statement", "");
        }
        if (statement == null) {
            return Said.fault(null, "malformed-statement", "");
        }
        for (Fault fault : json.violations(statement)) {
            return Said.fault(statement.id(), "malformed-statement", fault.pointer());
        }
        UUID id = statement.id() == null ? Ids.next() : statement.id();
        if (statement.verb().id().equals(VOIDED)) {
            UUID target = uuid(statement.object().id());
            return target == null || !"StatementRef".equals(statement.object().objectType())
                    ? Said.fault(id, "unknown-statement", "/object/id")
                    : new Said(id, null, target, null, null);
        }
        return use(statement, id, host, actor);
    }

    private Said use(XapiStatement statement, UUID id, String host, Actor actor) {
        Verb verb = verb(statement.verb().id());
        if (verb == null) {
            return Said.fault(id, "unknown-verb", "/verb/id");
        }
        Matcher address = RESOURCE.matcher(statement.object().id());
        if (!address.matches()) {
            return Said.fault(id, "unknown-resource", "/object/id");
        }
        XapiStatement.XapiAccount account = statement.actor().account();
        if (account == null || "Group".equals(statement.actor().objectType())) {
            // An e-mail address would say who it is.
            return Said.fault(id, "actor-not-opaque", "/actor");
        }
        if (isRefused(account, host, actor)) {
            return Said.fault(id, "actor-not-caller", "/actor/account");
        }
        Integer seconds;
        try {
            seconds = seconds(statement.result());
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            return Said.fault(id, "malformed-statement", "/result/duration");
        }
        Instant at = statement.timestamp() == null
                ? clock.now()
                : statement.timestamp().toInstant();
        return new Said(
                id,
                new UsageEventBody(
                        id,
                        UUID.fromString(address.group(1)),
                        verb,
                        at,
                        seconds,
                        fraction(statement.result()),
                        null,
                        session(statement.context()),
                        actor.isClient() ? keys.lasting(account.homePage() + " " + account.name()) : null),
                null,
                null,
                null);
    }

    /**
     * A person speaks of what they did themselves; a school's system of accounts of its own, never of ours, for nobody is
     * to be credited with use by another's word.
     */
    private static boolean isRefused(XapiStatement.XapiAccount account, String host, Actor actor) {
        boolean ours = host.equalsIgnoreCase(authority(account.homePage()));
        boolean self = ours && account.name().equals(actor.id().toString());
        return actor.isClient() ? ours : !self;
    }

    private static @Nullable String authority(String homePage) {
        try {
            return URI.create(homePage).getAuthority();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static @Nullable Verb verb(String iri) {
        return ADAPTED.matcher(iri).matches() ? Verb.ADAPT : VERBS.get(iri);
    }

    private static @Nullable Integer seconds(XapiStatement.@Nullable XapiResult result) {
        String duration = result == null ? null : result.duration();
        if (duration == null) {
            return null;
        }
        return (int)
                Math.min(LONGEST_SECONDS, Math.max(0, Duration.parse(duration).toSeconds()));
    }

    private static @Nullable Double fraction(XapiStatement.@Nullable XapiResult result) {
        Map<String, Object> extensions = result == null ? null : result.extensions();
        return extensions != null && extensions.get(PROGRESS) instanceof Number share
                ? (Double) Math.min(1, Math.max(0, share.doubleValue()))
                : null;
    }

    private static @Nullable String session(XapiStatement.@Nullable XapiContext context) {
        return context == null || context.registration() == null
                ? null
                : context.registration().toString();
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
