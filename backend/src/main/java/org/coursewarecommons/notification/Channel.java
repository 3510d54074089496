package org.coursewarecommons.notification;

/** How a person wants to hear of a group of topics. */
enum Channel {
    /** Not at all. */
    OFF("NONE"),
    /** In the inbox only. */
    INBOX("NONE"),
    /** In the inbox, and one mail each. */
    AT_ONCE("NOW"),
    /** In the inbox, and what is still unread in one mail a day. */
    DAILY("DAILY");

    private final String mail;

    Channel(String mail) {
        this.mail = mail;
    }

    /** The state of an item's mail, as stored. */
    String mail() {
        return mail;
    }
}
