package org.coursewarecommons.usage.feedback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;

/** Holds answers against the questions. */
final class Answers {

    static final int LONGEST = 500;

    private Answers() {}

    /**
     * The answers as they are kept: in the order of the questions, empty ones left out, texts without personal data.
     *
     * @throws ProblemException 422 with every fault
     */
    static Map<String, String> checked(Questionnaire questionnaire, Map<String, String> given) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Questionnaire.Item> items =
                questionnaire.items().stream().collect(Collectors.toMap(Questionnaire.Item::id, it -> it));
        given.keySet().stream()
                .filter(id -> !items.containsKey(id))
                .forEach(id -> faults.add(Fault.of("/answers/" + id, "unknown-code", id)));
        Map<String, String> kept = new LinkedHashMap<>();
        for (Questionnaire.Item item : questionnaire.items()) {
            String answer =
                    Optional.ofNullable(given.get(item.id())).map(String::strip).orElse("");
            String pointer = "/answers/" + item.id();
            if (answer.isEmpty()) {
                if (item.isRequired()) {
                    faults.add(Fault.of(pointer, "required"));
                }
            } else if (answer.length() > LONGEST) {
                faults.add(Fault.of(pointer, "length", 1, LONGEST));
            } else if (!item.accepts(answer)) {
                faults.add(Fault.of(pointer, "answer-not-offered"));
            } else {
                kept.put(item.id(), item.kind() == Questionnaire.Kind.TEXT ? PlainText.without(answer) : answer);
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return kept;
    }
}
