package org.coursewarecommons.notification;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants.
 *
 * @param language {@code zh} or {@code en}, of mails; the inbox speaks the reader's
 * @param email null: no mail, whatever the channels say
 * @param channels every group has one
 * @param revision 0 for one who has kept the defaults
 */
record Settings(
        UUID personId, String language, @Nullable String email, Map<TopicGroup, Channel> channels, long revision) {

    Settings {
        Map<TopicGroup, Channel> complete = new EnumMap<>(TopicGroup.class);
        for (TopicGroup group : TopicGroup.values()) {
            complete.put(group, channels.getOrDefault(group, Channel.DAILY));
        }
        channels = Map.copyOf(complete);
    }

    static Settings defaults(UUID personId) {
        return new Settings(personId, "zh", null, Map.of(), 0);
    }

    Channel channel(String topic) {
        return channels.getOrDefault(TopicGroup.of(topic), Channel.DAILY);
    }

    /** Without an address nothing is mailed. */
    String mail(String topic) {
        return email == null ? Channel.INBOX.mail() : channel(topic).mail();
    }

    Locale locale() {
        return language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}
