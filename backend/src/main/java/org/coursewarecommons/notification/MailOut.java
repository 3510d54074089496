package org.coursewarecommons.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends what is to be mailed: single notices within seconds, the unread ones of a day in one digest each morning. A
 * mail server that is down delays mails and nothing else.
 */
@Component
class MailOut {

    private static final Logger LOG = LoggerFactory.getLogger(MailOut.class);
    private static final int MAILS_PER_RUN = 500;
    private static final int CODES_PER_RUN = 50;

    private final ObjectProvider<JavaMailSender> sender;
    private final MailRows rows;
    private final SettingsRows settings;
    private final Addresses addresses;
    private final Texts texts;
    private final NotificationProperties properties;
    private final DomainClock clock;
    private final WorkingDays days;

    MailOut(
            ObjectProvider<JavaMailSender> sender,
            MailRows rows,
            SettingsRows settings,
            Addresses addresses,
            Texts texts,
            NotificationProperties properties,
            DomainClock clock,
            WorkingDays days) {
        this.sender = sender;
        this.rows = rows;
        this.settings = settings;
        this.addresses = addresses;
        this.texts = texts;
        this.properties = properties;
        this.clock = clock;
        this.days = days;
    }

    /** Whether this installation sends mail. */
    boolean isAvailable() {
        return sender.getIfAvailable() != null;
    }

    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT5S")
    void sendSingle() {
        send("NOW", clock.now());
    }

    /** Codes go to addresses that are nobody's yet. */
    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT5S")
    void sendCodes() {
        JavaMailSender server = sender.getIfAvailable();
        if (server == null) {
            return;
        }
        for (Addresses.Asked asked : addresses.claim(CODES_PER_RUN)) {
            Locale locale = settings.of(asked.personId()).locale();
            try {
                server.send(message(
                        server,
                        asked.email(),
                        texts.text("code.subject", List.of(), locale),
                        texts.text("code.text", List.of(asked.code()), locale),
                        locale));
                addresses.sent(asked.personId(), asked.code());
            } catch (MailException | MessagingException refused) {
                LOG.warn("code for person {} not sent: {}", asked.personId(), refused.toString());
            }
        }
    }

    /** The items from before the latest digest time; whoever reads them before gets no mail of them. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT20S")
    void sendDigests() {
        send("DAILY", latestDigest(clock.now()));
    }

    /** @param before only items older than this */
    void send(String kind, Instant before) {
        JavaMailSender server = sender.getIfAvailable();
        if (server == null) {
            return;
        }
        for (int mails = 0; mails < MAILS_PER_RUN; mails++) {
            List<Item> due = rows.claim(kind, clock.now(), before);
            if (due.isEmpty()) {
                return;
            }
            mail(server, due);
        }
    }

    private Instant latestDigest(Instant now) {
        ZonedDateTime today = days.dayOf(now).atTime(properties.digestAt()).atZone(days.zone());
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    private void mail(JavaMailSender server, List<Item> items) {
        Settings wishes = settings.of(items.get(0).personId());
        List<Item> unread = items.stream().filter(item -> item.readAt() == null).toList();
        if (wishes.email() == null || unread.isEmpty()) {
            rows.close(ids(items), "NONE");
            return;
        }
        try {
            server.send(message(server, wishes.email(), unread, wishes.locale()));
            rows.close(ids(items), "SENT");
        } catch (MailException | MessagingException refused) {
            // The address stays out of the log; the item's row tells whose it is.
            LOG.warn(
                    "mail of {} notices, first {}, not sent: {}",
                    items.size(),
                    items.get(0).id(),
                    refused.toString());
            rows.failed(ids(items), clock.now(), properties.retryAfter(), properties.tries());
        }
    }

    private MimeMessage message(JavaMailSender server, String to, List<Item> items, Locale locale)
            throws MessagingException {
        String subject = items.size() == 1
                ? texts.title(items.get(0), locale)
                : texts.text("digest.subject", List.of(Integer.toString(items.size())), locale);
        String body = items.stream().map(item -> paragraph(item, locale)).collect(Collectors.joining("\n\n"));
        return message(server, to, subject, body, locale);
    }

    private MimeMessage message(JavaMailSender server, String to, String subject, String body, Locale locale)
            throws MessagingException {
        MimeMessageHelper mail =
                new MimeMessageHelper(server.createMimeMessage(), false, StandardCharsets.UTF_8.name());
        mail.setFrom(properties.from());
        mail.setTo(to);
        mail.setSubject(subject);
        mail.setText(body + "\n\n--\n" + texts.text("mail.footer", List.of(), locale), false);
        return mail.getMimeMessage();
    }

    private String paragraph(Item item, Locale locale) {
        String text = texts.title(item, locale) + "\n" + texts.body(item, locale);
        return properties.portal().isEmpty() ? text : text + "\n" + properties.portal() + item.path();
    }

    private static List<UUID> ids(List<Item> items) {
        return items.stream().map(Item::id).toList();
    }
}
