package org.coursewarecommons.usage.feedback;

import java.time.Instant;
import java.util.Optional;
import org.coursewarecommons.shared.TimedPart;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for messages that nobody sorted, answered or finished in time. */
@Component
class MessageClocks implements TimedPart {

    private static final int BATCH = 100;

    private final MessageService messages;
    private final MessageRows rows;

    MessageClocks(MessageService messages, MessageRows rows) {
        this.messages = messages;
        this.rows = rows;
    }

    @Override
    public Optional<Instant> next(Instant now) {
        return rows.nextDue(now);
    }

    @Override
    public void runDue() {
        tell();
    }

    @Scheduled(
            fixedDelayString = "${courseware.usage.message-clocks.every:PT5M}",
            initialDelayString = "${courseware.usage.message-clocks.first:PT1M}")
    void tell() {
        int told = BATCH;
        while (told == BATCH) {
            told = messages.tellOverdue(BATCH);
        }
    }
}
