package org.coursewarecommons.usage.feedback;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to the library (线上留言, DOMAIN 4.12).
 *
 * @param subject of a request, with the grade: what is missing where
 * @param contact only the staff sees it
 * @param toldClock the last of its clocks whose end was told: 1 triage, 2 first answer, 3 done
 */
record Message(
        UUID id,
        Topic topic,
        @Nullable UUID resourceId,
        @Nullable String subject,
        @Nullable String grade,
        String body,
        @Nullable String contact,
        UUID authorId,
        @Nullable UUID schoolId,
        State state,
        @Nullable UUID assigneeId,
        Defect defect,
        Instant createdAt,
        Instant triageDue,
        Instant answerDue,
        Instant doneDue,
        @Nullable Instant triagedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant closedAt,
        int toldClock,
        long revision) {

    enum Topic {
        /** 差错: something in a resource is wrong. */
        ERROR,
        /** 求资源: something is missing. */
        REQUEST,
        RIGHTS,
        PRIVACY,
        PRAISE,
        OTHER;

        /** About a resource it makes no sense without. */
        boolean needsResource() {
            return this == ERROR || this == RIGHTS || this == PRIVACY;
        }

        /** What a resource's own people shall read as well. */
        boolean isForContributors() {
            return this == ERROR || this == PRAISE || this == OTHER;
        }
    }

    enum State {
        NEW,
        TRIAGED,
        ASSIGNED,
        ANSWERED,
        CLOSED,
        /** The author wrote again after the answer. */
        REOPENED
    }

    /** Whether the error is one. */
    enum Defect {
        NONE,
        CONFIRMED,
        FIXED
    }

    /** The end of the clock that runs now; null when none does. */
    @Nullable
    Instant due() {
        return switch (state) {
            case NEW -> triageDue;
            case TRIAGED, ASSIGNED -> answeredAt == null ? answerDue : doneDue;
            case ANSWERED, REOPENED -> doneDue;
            case CLOSED -> null;
        };
    }

    /** Which clock that is. */
    int clock() {
        return switch (state) {
            case NEW -> 1;
            case TRIAGED, ASSIGNED -> answeredAt == null ? 2 : 3;
            case ANSWERED, REOPENED, CLOSED -> 3;
        };
    }

    /** Sorted by the staff. @param assignee null while nobody has it */
    Message triaged(Topic sortedTopic, @Nullable UUID assignee, Defect judged, Instant now) {
        boolean early = state == State.NEW || state == State.TRIAGED;
        State next = early ? (assignee == null ? State.TRIAGED : State.ASSIGNED) : state;
        return with(sortedTopic, next, assignee, judged, triagedAt == null ? now : triagedAt, answeredAt, closedAt);
    }

    Message answered(Instant now) {
        return with(
                topic, State.ANSWERED, assigneeId, defect, triagedAt, answeredAt == null ? now : answeredAt, closedAt);
    }

    /** What its author added: after an answer, the matter is open again. */
    Message continued() {
        boolean answered = state == State.ANSWERED || state == State.CLOSED;
        return answered ? with(topic, State.REOPENED, assigneeId, defect, triagedAt, answeredAt, null) : this;
    }

    Message closed(Instant now) {
        return with(topic, State.CLOSED, assigneeId, defect, triagedAt, answeredAt, now);
    }

    private Message with(
            Topic newTopic,
            State newState,
            @Nullable UUID newAssignee,
            Defect newDefect,
            @Nullable Instant newTriagedAt,
            @Nullable Instant newAnsweredAt,
            @Nullable Instant newClosedAt) {
        return new Message(
                id,
                newTopic,
                resourceId,
                subject,
                grade,
                body,
                contact,
                authorId,
                schoolId,
                newState,
                newAssignee,
                newDefect,
                createdAt,
                triageDue,
                answerDue,
                doneDue,
                newTriagedAt,
                newAnsweredAt,
                newClosedAt,
                toldClock,
                revision + 1);
    }
}
