package org.coursewarecommons.notification;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mail is sent only where {@code spring.mail.host} names a server.
 *
 * @param from sender of all mails
 * @param portal where people look at things; put before a notice's path in mails; empty: no link
 * @param digestAt time of day of the daily digest, in the district's zone
 * @param retryAfter wait before the second try; doubled before each further one
 * @param tries after which a mail is given up
 */
@ConfigurationProperties("courseware.notification")
record NotificationProperties(
        @DefaultValue("no-reply@courseware-commons.invalid") String from,
        @DefaultValue("") String portal,
        @DefaultValue("07:00") LocalTime digestAt,
        @DefaultValue("PT1M") Duration retryAfter,
        @DefaultValue("6") int tries) {}
