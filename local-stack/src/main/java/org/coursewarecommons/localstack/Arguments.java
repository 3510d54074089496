package org.coursewarecommons.localstack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line after the subcommand: {@code --name value} pairs and bare {@code --flags}. */
public final class Arguments {

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads the arguments.
     *
     * @param names options that take a value
     * @param flags options that take none
     * @throws StackException naming the argument that is wrong
     */
    public Arguments(List<String> arguments, Set<String> names, Set<String> flags) {
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (flags.contains(name)) {
                values.put(name, "");
            } else if (!names.contains(name)) {
                throw new StackException("Unknown option " + name + "; --help shows what there is");
            } else if (i + 1 == arguments.size()) {
                throw new StackException("Option " + name + " needs a value");
            } else {
                values.put(name, arguments.get(++i));
            }
        }
    }

    /** Whether the option was given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The option's value, if given. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The option's value. */
    public String required(String name) {
        return value(name)
                .orElseThrow(() -> new StackException("Option " + name + " is needed; --help shows what there is"));
    }

    /** The option's value as a whole number. */
    public Optional<Long> number(String name) {
        return value(name).map(text -> {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new StackException("Option " + name + " needs a number, not " + text, e);
            }
        });
    }
}
