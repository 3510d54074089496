package org.coursewarecommons.interop.oai;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request whose arguments are those that its verb takes. */
record OaiRequest(Verb verb, Map<String, String> arguments) {

    static final String TOKEN = "resumptionToken";

    /** What can be asked, with the arguments that it must and may have. */
    enum Verb {
        Identify(Set.of(), Set.of(), false),
        ListMetadataFormats(Set.of(), Set.of("identifier"), false),
        ListSets(Set.of(), Set.of(), true),
        GetRecord(Set.of("identifier", "metadataPrefix"), Set.of(), false),
        ListIdentifiers(Set.of("metadataPrefix"), Set.of("from", "until", "set"), true),
        ListRecords(Set.of("metadataPrefix"), Set.of("from", "until", "set"), true);

        private final Set<String> required;
        private final Set<String> optional;
        private final boolean resumable;

        Verb(Set<String> required, Set<String> optional, boolean resumable) {
            this.required = required;
            this.optional = optional;
            this.resumable = resumable;
        }
    }

    /** @throws OaiError badVerb or badArgument */
    static OaiRequest parse(Map<String, String[]> parameters) {
        Verb verb = verb(parameters.get("verb"));
        Map<String, String> arguments = new TreeMap<>();
        parameters.forEach((name, values) -> {
            if (name.equals("verb")) {
                return;
            }
            if (!(verb.required.contains(name)
                    || verb.optional.contains(name)
                    || verb.resumable && name.equals(TOKEN))) {
                throw bad(verb + " takes no such argument");
            }
            if (values.length != 1) {
                throw bad("the argument " + name + " is given more than once");
            }
            arguments.put(name, values[0]);
        });
        if (arguments.containsKey(TOKEN)) {
            if (arguments.size() > 1) {
                throw bad("resumptionToken excludes all other arguments");
            }
        } else if (!arguments.keySet().containsAll(verb.required)) {
            throw bad(verb + " needs " + String.join(", ", verb.required));
        }
        return new OaiRequest(verb, arguments);
    }

    private static Verb verb(String @Nullable [] values) {
        if (values == null || values.length != 1) {
            throw new OaiError(OaiError.Code.badVerb, "one verb is needed");
        }
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.name().equals(values[0]))
                .findFirst()
                .orElseThrow(() -> new OaiError(OaiError.Code.badVerb, "there is no such verb"));
    }

    Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    private static OaiError bad(String message) {
        return new OaiError(OaiError.Code.badArgument, message);
    }
}
