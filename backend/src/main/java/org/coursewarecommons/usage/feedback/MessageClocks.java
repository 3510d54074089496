package org.coursewarecommons.usage.feedback;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for messages that nobody sorted, answered or finished in time. */
@Component
class MessageClocks {

    private static final int BATCH = 100;

    private final MessageService messages;

    MessageClocks(MessageService messages) {
        this.messages = messages;
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
