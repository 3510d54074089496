package org.coursewarecommons.notification;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A topic's words in a language. */
@Component
class Texts {

    private final MessageSource messages;

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    String title(Item item, Locale locale) {
        return text(item.topic() + ".title", item.arguments(), locale);
    }

    String body(Item item, Locale locale) {
        return text(item.topic() + ".text", item.arguments(), locale);
    }

    String text(String key, List<String> arguments, Locale locale) {
        return messages.getMessage("notification." + key, arguments.toArray(), locale);
    }
}
