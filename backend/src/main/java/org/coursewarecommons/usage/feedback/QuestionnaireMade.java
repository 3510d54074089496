package org.coursewarecommons.usage.feedback;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A questionnaire was made, or a class code for it. @param what its audience, or LINK */
record QuestionnaireMade(UUID questionnaireId, String what) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return questionnaireId;
    }
}
