package org.coursewarecommons.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.TestStack;
import org.coursewarecommons.shared.DomainEvent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What persons are told, by inbox, mail and stream. */
@IntegrationTest
class InboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final MailOut mailOut;
    private final Api api;
    private final int port;

    InboxIT(@Autowired ApplicationContext context) {
        events = context;
        transaction = context.getBean(TransactionTemplate.class);
        mailOut = context.getBean(MailOut.class);
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        api = Api.on(port);
    }

    @Test
    void aNoticeIsReadInTheReadersLanguageAndCounted() {
        Api person = api.as("T-JHS-060-01");
        String title = Publishing.nonce();
        int before = unread(person);

        tell(person, "submission.published", title, "1.0");

        JsonNode chinese = newest(person.in("zh-CN"));
        assertThat(chinese.get("title").asText()).isEqualTo("《" + title + "》已通过审核并发布");
        assertThat(chinese.get("text").asText()).contains("版本 1.0");
        assertThat(newest(person.in("en")).get("title").asText())
                .isEqualTo("\"" + title + "\" was accepted and published");
        assertThat(unread(person)).isEqualTo(before + 1);
    }

    @Test
    void whatIsRolledBackIsToldToNobody() {
        Api person = api.as("T-JHS-060-02");
        String title = Publishing.nonce();

        transaction.executeWithoutResult(status -> {
            events.publishEvent(notice(id(person), "submission.rejected", title, "1.0"));
            status.setRollbackOnly();
        });

        assertThat(person.get("inbox").toString()).doesNotContain(title);
    }

    @Test
    void readNoticesLeaveTheUnreadListAndOthersNoticesCannotBeMarked() {
        Api person = api.as("T-JHS-061-01");
        Api other = api.as("T-JHS-061-02");
        tell(person, "submission.returned", Publishing.nonce(), "1.0");
        String id = newest(person).get("id").asText();

        assertThat(other.post("inbox/read", Map.of("ids", List.of(id)))
                        .json()
                        .get("marked")
                        .asInt())
                .isZero();
        assertThat(person.post("inbox/read", Map.of("ids", List.of(id)))
                        .json()
                        .get("marked")
                        .asInt())
                .isEqualTo(1);

        assertThat(person.get("inbox?unread=true").toString()).doesNotContain(id);
        assertThat(person.get("inbox").toString()).contains(id);
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepeat() {
        Api person = api.as("T-JHS-062-01");
        for (int i = 0; i < 5; i++) {
            tell(person, "submission.rejected", Publishing.nonce(), "1." + i);
        }
        JsonNode first = person.get("inbox?limit=3").json();
        JsonNode second = person.get(
                        "inbox?limit=3&cursor=" + first.get("nextCursor").asText())
                .json();

        List<String> versions = java.util.stream.Stream.of(first, second)
                .flatMap(page -> page.get("items").findValuesAsText("text").stream())
                .map(text -> text.replaceAll(".*版本 (1\\.\\d).*", "$1"))
                .toList();
        assertThat(versions.subList(0, 5)).containsExactly("1.4", "1.3", "1.2", "1.1", "1.0");
    }

    @Test
    void settingsAreChangedOnlyByWhoHasReadThem() {
        Api person = api.as("T-JHS-063-01");
        Map<String, Object> wishes = Map.of("language", "en", "email", "a@example.org", "channels", List.of());

        assertThat(person.put("inbox/settings", wishes).status()).isEqualTo(428);
        String eTag = person.get("inbox/settings").eTag();
        assertThat(person.ifMatch(eTag).put("inbox/settings", wishes).status()).isEqualTo(200);
        assertThat(person.ifMatch(eTag).put("inbox/settings", wishes).status()).isEqualTo(412);
    }

    @Test
    void anAddressThatIsNoneIsRefusedByName() {
        Api person = api.as("T-JHS-063-02");

        Api.Answer refused = person.ifMatch(person.get("inbox/settings").eTag())
                .put("inbox/settings", Map.of("language", "zh", "email", "no address", "channels", List.of()));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/email");
    }

    @Test
    void aNoticeComesByMailAtOnceWhereThatIsWanted() throws Exception {
        Api person = api.as("T-JHS-064-01");
        String address = wish(person, "AT_ONCE");
        String title = Publishing.nonce();

        tell(person, "submission.published", title, "2.0");

        await().atMost(PATIENCE).until(() -> mails(address).size() == 1);
        MimeMessage mail = mails(address).get(0);
        assertThat(mail.getSubject()).isEqualTo("《" + title + "》已通过审核并发布");
        assertThat(mail.getContent().toString()).contains("版本 2.0");
    }

    @Test
    void theDigestTellsOnlyWhatIsStillUnreadAndOnce() throws Exception {
        Api person = api.as("T-JHS-064-02");
        String address = wish(person, "DAILY");
        List<String> titles = List.of(Publishing.nonce(), Publishing.nonce(), Publishing.nonce());
        titles.forEach(title -> tell(person, "submission.published", title, "1.0"));
        person.post("inbox/read", Map.of("ids", List.of(newest(person).get("id").asText())));

        mailOut.send("DAILY", Instant.now().plusSeconds(1));
        mailOut.send("DAILY", Instant.now().plusSeconds(1));

        assertThat(mails(address)).hasSize(1);
        MimeMessage mail = mails(address).get(0);
        assertThat(mail.getSubject()).isEqualTo("今日有 2 条未读通知");
        assertThat(mail.getContent().toString())
                .contains(titles.get(0), titles.get(1))
                .doesNotContain(titles.get(2));
    }

    @Test
    void anAddressIsUsedOnlyAfterItAnswered() {
        Api person = api.as("T-JHS-067-01");
        String address = UUID.randomUUID() + "@example.org";
        Map<String, Object> wishes = Map.of("language", "zh", "email", address, "channels", List.of());
        String eTag = person.get("inbox/settings").eTag();
        assertThat(person.post("inbox/settings/email-confirmation", Map.of("code", "123456"))
                        .text("/code"))
                .isEqualTo("no-code-waiting");

        Api.Answer changed = person.ifMatch(eTag).put("inbox/settings", wishes);
        assertThat(changed.json().get("email").isNull()).isTrue();
        String code = code(address);
        String wrong = code.equals("000000") ? "000001" : "000000";
        Api.Answer refused = person.post("inbox/settings/email-confirmation", Map.of("code", wrong));
        assertThat(refused.text("/errors/0/code")).isEqualTo("wrong-code");
        assertThat(person.get("inbox/settings").json().get("email").isNull()).isTrue();
        for (int i = 1; i < 5; i++) {
            person.post("inbox/settings/email-confirmation", Map.of("code", wrong));
        }
        assertThat(person.post("inbox/settings/email-confirmation", Map.of("code", code))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void nothingIsKeptOfWhatIsSwitchedOff() {
        Api person = api.as("T-JHS-065-01");
        wish(person, "OFF");
        String title = Publishing.nonce();

        tell(person, "submission.published", title, "1.0");

        assertThat(person.get("inbox").toString()).doesNotContain(title);
    }

    @Test
    void aStreamGoesOnWhereItBrokeOff() throws IOException {
        Api person = api.as("T-JHS-066-01");
        List<String> titles = List.of(Publishing.nonce(), Publishing.nonce());
        String seen;
        try (Stream stream = new Stream("T-JHS-066-01", null)) {
            tell(person, "submission.published", titles.get(0), "1.0");
            seen = stream.next("id:");
            assertThat(stream.next("data:")).contains(titles.get(0));
        }
        tell(person, "submission.rejected", titles.get(1), "1.0");

        try (Stream stream = new Stream("T-JHS-066-01", seen)) {
            assertThat(stream.next("data:")).contains(titles.get(1)).doesNotContain(titles.get(0));
        }
    }

    @Test
    void aStreamFromNowhereIsRefused() {
        Api.Answer refused = api.as("T-JHS-066-02")
                .with("Accept", "text/event-stream, application/problem+json")
                .with("Last-Event-ID", "nonsense")
                .get("events");

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    }

    private void tell(Api person, String topic, String... arguments) {
        UUID personId = id(person);
        transaction.executeWithoutResult(status -> events.publishEvent(notice(personId, topic, arguments)));
    }

    private static DomainEvent.Notice notice(UUID personId, String topic, String... arguments) {
        UUID subject = UUID.randomUUID();
        return new DomainEvent.Notice(topic, Set.of(personId), subject, "/submissions/" + subject, List.of(arguments));
    }

    /** @return a fresh address of the person */
    private String wish(Api person, String channel) {
        String address = UUID.randomUUID() + "@example.org";
        Api.Answer changed = person.ifMatch(person.get("inbox/settings").eTag())
                .put(
                        "inbox/settings",
                        Map.of(
                                "language",
                                "zh",
                                "email",
                                address,
                                "channels",
                                List.of(Map.of("group", "SUBMISSION", "channel", channel))));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().get("mailAvailable").asBoolean()).isTrue();
        assertThat(changed.text("/pendingEmail")).isEqualTo(address);
        Api.Answer confirmed = person.post("inbox/settings/email-confirmation", Map.of("code", code(address)));
        assertThat(confirmed.status()).as(confirmed.toString()).isEqualTo(200);
        assertThat(confirmed.text("/email")).isEqualTo(address);
        return address;
    }

    /** Mails of notices; the one with the code came before. */
    private static List<MimeMessage> mails(String address) {
        return received(address).skip(1).toList();
    }

    private static java.util.stream.Stream<MimeMessage> received(String address) {
        return Arrays.stream(TestStack.get().mail().getReceivedMessagesForDomain(address));
    }

    /** As it was mailed. */
    private static String code(String address) {
        await().atMost(PATIENCE).until(() -> received(address).count() == 1);
        try {
            return received(address)
                    .findFirst()
                    .orElseThrow()
                    .getContent()
                    .toString()
                    .replaceAll("(?s).*?([0-9]{6}).*", "$1");
        } catch (IOException | jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static UUID id(Api person) {
        return UUID.fromString(person.get("me").text("/personId"));
    }

    private static int unread(Api person) {
        return person.get("me").json().at("/counts/inbox").asInt();
    }

    private static JsonNode newest(Api person) {
        return person.get("inbox?limit=1").json().at("/items/0");
    }

    /** A browser's view of the stream: lines as they come. */
    private final class Stream implements AutoCloseable {

        private final HttpURLConnection connection;
        private final BufferedReader lines;

        Stream(String username, @org.jspecify.annotations.Nullable String lastEventId) throws IOException {
            connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/api/v1/events")
                    .toURL()
                    .openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + Api.token(Map.of("username", username)));
            connection.setRequestProperty("Accept", "text/event-stream");
            if (lastEventId != null) {
                connection.setRequestProperty("Last-Event-ID", lastEventId);
            }
            connection.setReadTimeout((int) PATIENCE.toMillis());
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The rest of the next line that begins so. */
        String next(String start) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(start)) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IOException("the stream ended");
            }
            return line.substring(start.length()).strip();
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
