package org.coursewarecommons.interop.oai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gdcc.xoai.model.oaipmh.results.Record;
import io.gdcc.xoai.serviceprovider.ServiceProvider;
import io.gdcc.xoai.serviceprovider.client.OAIClient;
import io.gdcc.xoai.serviceprovider.model.Context;
import io.gdcc.xoai.serviceprovider.parameters.ListRecordsParameters;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.interop.XmlAnswer;
import org.coursewarecommons.interop.outward.Audience;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** OAI-PMH by its door: with a harvester that others wrote, and by hand where that one would not go. */
@IntegrationTest
class OaiIT {

    private static final String AUTHOR = "T-JHS-007-02";
    private static final String READER = "client-jhs-005";

    private final Publishing publishing;
    private final Api anonymous;
    private final Api reader;
    private final OaiTokens tokens;
    private final Catalogue catalogue;
    private final VersionLifecycle lifecycle;
    private final TransactionTemplate transaction;
    private final int port;

    OaiIT(ApplicationContext context) {
        publishing = new Publishing(context);
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        anonymous = Api.on(port).with("Accept", "*/*");
        reader = anonymous.as(READER);
        tokens = context.getBean(OaiTokens.class);
        catalogue = context.getBean(Catalogue.class);
        lifecycle = context.getBean(VersionLifecycle.class);
        transaction = context.getBean(TransactionTemplate.class);
    }

    private static XmlAnswer ask(Api api, String query) throws Exception {
        Api.Answer answer = api.get("/oai?" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/xml"));
        return XmlAnswer.of(answer.bytes());
    }

    private static String error(Api api, String query) throws Exception {
        return ask(api, query).text("error/@code");
    }

    private static String identifier(UUID id) {
        return "oai:courseware-commons.invalid:" + id;
    }

    private static String status(Api api, UUID id) throws Exception {
        XmlAnswer answer = ask(api, "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + identifier(id));
        return answer.texts("error/@code").isEmpty()
                ? answer.texts("header/@status").isEmpty() ? "live" : "deleted"
                : "unknown";
    }

    private static void awaitStatus(Api api, UUID id, String status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> status(api, id), status::equals);
    }

    private List<Record> harvest(String token, Instant from, String prefix) throws Exception {
        OAIClient.Builder client = OAIClient.newBuilder().withBaseUrl("http://127.0.0.1:" + port + "/oai");
        if (token != null) {
            client.withCustomHeader("Authorization", "Bearer " + token);
        }
        Context context = new Context()
                .withBaseUrl("http://127.0.0.1:" + port + "/oai")
                .withOAIClient(client.build())
                .withSaveUnparsedMetadata();
        context.withMetadataTransformer("oai_dc", Context.KnownTransformer.OAI_DC);
        List<Record> records = new ArrayList<>();
        new ServiceProvider(context)
                .listRecords(ListRecordsParameters.request()
                        .withMetadataPrefix(prefix)
                        .withFrom(from.truncatedTo(ChronoUnit.SECONDS)))
                .forEachRemaining(records::add);
        return records;
    }

    /** What is harvested since then, once it has this record: a change gets its datestamp a moment after it. */
    private List<Record> harvestWith(UUID id, Instant from) {
        return await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> harvest(null, from, "oai_dc"), records -> ids(records)
                        .contains(identifier(id)));
    }

    private static List<String> ids(List<Record> records) {
        return records.stream()
                .map(record -> record.getHeader().getIdentifier())
                .toList();
    }

    @Test
    void aHarvesterThatIsNotOursGetsEverythingOnceThoughItComesInParts() throws Exception {
        Instant start = Instant.now();
        List<String> wanted = new ArrayList<>();
        UUID last = null;
        for (int i = 0; i < 23; i++) {
            last = publishing.publish(AUTHOR, "收割 " + i);
            wanted.add(identifier(last));
        }
        awaitStatus(reader, last, "live");

        List<Record> records = harvest(Api.token(java.util.Map.of("username", READER)), start, "oai_dc");

        assertThat(ids(records)).containsAll(wanted).doesNotHaveDuplicates();
        assertThat(records)
                .allSatisfy(record -> assertThat(record.getHeader().isDeleted() || record.getMetadata() != null)
                        .isTrue());
        assertThat(ids(harvest(null, start, "oai_dc"))).doesNotContainAnyElementsOf(wanted);
    }

    @Test
    void theHarvesterIsToldOfWhatIsNoLongerShared() throws Exception {
        UUID id = publishing.publish(AUTHOR, "先公开", TargetScope.Level.PUBLIC);
        awaitStatus(anonymous, id, "live");
        Instant before = Instant.now();

        publishing.share(id, TargetScope.Level.DISTRICT);
        awaitStatus(anonymous, id, "deleted");
        List<Record> incremental = harvestWith(id, before);

        assertThat(incremental)
                .filteredOn(record -> record.getHeader().getIdentifier().equals(identifier(id)))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.getHeader().isDeleted()).isTrue();
                    assertThat(record.getMetadata()).isNull();
                    assertThat(record.getHeader().getSetSpecs()).contains("subject:sx");
                });
        assertThat(status(reader, id)).isEqualTo("live");

        publishing.share(id, TargetScope.Level.SCHOOL);
        awaitStatus(reader, id, "deleted");
        assertThat(anonymous.get("/items/" + id).status()).isEqualTo(410);
    }

    @Test
    void whatIsTakenDownIsDeletedAndWhatComesBackIsThereAgain() throws Exception {
        UUID id = publishing.publish(AUTHOR, "下架", TargetScope.Level.PUBLIC);
        awaitStatus(anonymous, id, "live");
        UUID version = catalogue.published(List.of(id)).get(id).versionId();

        transaction.executeWithoutResult(status -> lifecycle.suspend(version));
        // At once, even before the deletion has its datestamp.
        assertThat(status(anonymous, id)).isEqualTo("deleted");
        assertThat(anonymous.get("/items/" + id).status()).isEqualTo(410);
        transaction.executeWithoutResult(status -> lifecycle.reinstate(version));
        awaitStatus(anonymous, id, "live");
        Instant before = Instant.now();
        transaction.executeWithoutResult(status -> lifecycle.supersede(version));
        assertThat(status(reader, id)).isEqualTo("deleted");

        assertThat(harvestWith(id, before))
                .filteredOn(record -> record.getHeader().getIdentifier().equals(identifier(id)))
                .singleElement()
                .satisfies(record -> assertThat(record.getHeader().isDeleted()).isTrue());
        assertThat(ask(anonymous, "verb=GetRecord&metadataPrefix=lom&identifier=" + identifier(id))
                        .texts("metadata"))
                .isEmpty();
    }

    @Test
    void aChangeThatCommitsWhileOthersHarvestIsInTheNextHarvest() throws Exception {
        UUID id = publishing.publish(AUTHOR, "同时", TargetScope.Level.SCHOOL);
        CountDownLatch changed = new CountDownLatch(1);
        CountDownLatch harvested = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            publishing.share(id, TargetScope.Level.PUBLIC);
            changed.countDown();
            try {
                assertThat(harvested.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }));
        assertThat(changed.await(20, TimeUnit.SECONDS)).isTrue();

        String responseDate = ask(anonymous, "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2000-01-01")
                .text("responseDate");
        harvested.countDown();
        slow.get(20, TimeUnit.SECONDS);
        awaitStatus(anonymous, id, "live");

        assertThat(ids(harvest(null, Instant.parse(responseDate), "oai_dc"))).contains(identifier(id));
    }

    @Test
    void everyFormatIsGivenOutAndSetsSelect() throws Exception {
        UUID id = publishing.publish(AUTHOR, "格式", TargetScope.Level.PUBLIC);
        awaitStatus(anonymous, id, "live");

        for (String prefix : List.of("oai_dc", "lom", "lrmi")) {
            XmlAnswer record =
                    ask(anonymous, "verb=GetRecord&metadataPrefix=" + prefix + "&identifier=" + identifier(id));
            assertThat(record.texts("metadata")).singleElement().asString().contains("格式");
            assertThat(record.texts("header/setSpec"))
                    .contains("scope:public", "scope:district", "subject:sx", "type:tool_link", "stage:primary");
        }
        assertThat(ask(anonymous, "verb=ListMetadataFormats").texts("metadataFormat/metadataPrefix"))
                .containsExactly("oai_dc", "lom", "lrmi");
        assertThat(ask(anonymous, "verb=ListSets").texts("set/setSpec"))
                .contains("scope:public", "subject:sx", "type:courseware")
                .doesNotHaveDuplicates();
        assertThat(ask(anonymous, "verb=ListIdentifiers&metadataPrefix=lom&set=subject:sx")
                        .texts("header/setSpec"))
                .contains("subject:sx");
        assertThat(error(anonymous, "verb=ListIdentifiers&metadataPrefix=lom&set=subject:none"))
                .isEqualTo("noRecordsMatch");
        assertThat(ask(anonymous, "verb=Identify").text("Identify/deletedRecord"))
                .isEqualTo("persistent");
    }

    @Test
    void everyErrorOfTheProtocolIsTold() throws Exception {
        String list = "verb=ListRecords&metadataPrefix=oai_dc";
        assertThat(error(anonymous, "")).isEqualTo("badVerb");
        assertThat(error(anonymous, "verb=Nothing")).isEqualTo("badVerb");
        assertThat(error(anonymous, "verb=Identify&verb=Identify")).isEqualTo("badVerb");
        assertThat(error(anonymous, "verb=Identify&set=a")).isEqualTo("badArgument");
        assertThat(error(anonymous, "verb=ListRecords")).isEqualTo("badArgument");
        assertThat(error(anonymous, list + "&metadataPrefix=lom")).isEqualTo("badArgument");
        assertThat(error(anonymous, list + "&resumptionToken=x")).isEqualTo("badArgument");
        assertThat(error(anonymous, list + "&from=2026-01-01&until=2026-01-01T00:00:00Z"))
                .isEqualTo("badArgument");
        assertThat(error(anonymous, list + "&from=2026-02-30")).isEqualTo("badArgument");
        assertThat(error(anonymous, list + "&from=2026-01-01T00:00:00.5Z")).isEqualTo("badArgument");
        assertThat(error(anonymous, list + "&from=2026-01-02&until=2026-01-01")).isEqualTo("badArgument");
        assertThat(error(anonymous, list + "&from=2999-01-01")).isEqualTo("noRecordsMatch");
        assertThat(error(anonymous, "verb=ListRecords&metadataPrefix=marc")).isEqualTo("cannotDisseminateFormat");
        assertThat(error(anonymous, "verb=ListRecords&resumptionToken=AAAA")).isEqualTo("badResumptionToken");
        assertThat(error(anonymous, "verb=ListSets&resumptionToken=AAAA")).isEqualTo("badResumptionToken");
        assertThat(error(anonymous, "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1"))
                .isEqualTo("idDoesNotExist");
        assertThat(error(anonymous, "verb=ListMetadataFormats&identifier=" + identifier(UUID.randomUUID())))
                .isEqualTo("idDoesNotExist");
        assertThat(ask(anonymous, "verb=Nothing").texts("request/@verb")).isEmpty();
        assertThat(ask(anonymous, "verb=ListRecords&metadataPrefix=marc").texts("request/@verb"))
                .containsExactly("ListRecords");
    }

    @Test
    void aTokenGivesTheSamePartAgainAndCannotBeMadeUp() throws Exception {
        for (int i = 0; i < 11; i++) {
            UUID id = publishing.publish(AUTHOR, "分段 " + i);
            if (i == 10) {
                awaitStatus(reader, id, "live");
            }
        }
        XmlAnswer first = ask(reader, "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2000-01-01");
        String token = first.text("resumptionToken");

        List<String> second =
                ask(reader, "verb=ListIdentifiers&resumptionToken=" + token).texts("header/identifier");

        assertThat(first.texts("header/identifier")).hasSize(10);
        assertThat(Integer.parseInt(first.text("resumptionToken/@completeListSize")))
                .isGreaterThanOrEqualTo(11);
        assertThat(first.text("resumptionToken/@cursor")).isEqualTo("0");
        assertThat(ask(reader, "verb=ListIdentifiers&resumptionToken=" + token).texts("header/identifier"))
                .isEqualTo(second)
                .doesNotContainAnyElementsOf(first.texts("header/identifier"));
        String forged = (token.charAt(30) == 'A' ? token.substring(0, 30) + 'B' : token.substring(0, 30) + 'A')
                + token.substring(31);
        assertThat(error(reader, "verb=ListIdentifiers&resumptionToken=" + forged))
                .isEqualTo("badResumptionToken");
        assertThat(error(anonymous, "verb=ListIdentifiers&resumptionToken=" + token))
                .isEqualTo("badResumptionToken");
        assertThat(error(reader, "verb=ListRecords&resumptionToken=" + token)).isEqualTo("badResumptionToken");
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        Instant past = Instant.now().minusSeconds(60);
        String token = tokens.seal(new OaiToken(
                "ListRecords",
                "oai_dc",
                Audience.PUBLIC,
                null,
                Instant.EPOCH,
                past,
                past,
                new UUID(0, 0),
                10,
                20,
                past));

        assertThat(error(anonymous, "verb=ListRecords&resumptionToken=" + token))
                .isEqualTo("badResumptionToken");
    }

    @Test
    void aFormAsksAsWellAsAnAddress() throws Exception {
        Api.Answer answer = anonymous.call(
                "POST", "/oai", BodyPublishers.ofString("verb=Identify"), "application/x-www-form-urlencoded");

        assertThat(XmlAnswer.of(answer.bytes()).text("Identify/protocolVersion"))
                .isEqualTo("2.0");
        assertThat(anonymous
                        .call("POST", "/oai", BodyPublishers.ofString("{}"), "application/json")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void crawlersFindPublicItemsAndNoOthers() throws Exception {
        UUID open = publishing.publish(AUTHOR, "公开 <b>", TargetScope.Level.PUBLIC);
        UUID district = publishing.publish(AUTHOR, "全区");
        awaitStatus(anonymous, open, "live");
        awaitStatus(reader, district, "live");

        List<String> places =
                XmlAnswer.of(anonymous.get("/sitemap.xml").bytes()).texts("url/loc");
        Api.Answer page = anonymous.with("Accept", "text/html").get("/items/" + open);

        assertThat(places)
                .anyMatch(place -> place.endsWith("/items/" + open))
                .noneMatch(place -> place.endsWith("/items/" + district));
        assertThat(XmlAnswer.of(anonymous.get("/sitemaps/" + open).bytes()).text("url/loc"))
                .endsWith("/items/" + open);
        assertThat(page.status()).isEqualTo(200);
        assertThat(new String(page.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("<h1>公开 &lt;b&gt;</h1>", "LearningResource")
                .doesNotContain("<b>");
        assertThat(anonymous
                        .with("Accept", "application/ld+json")
                        .get("/items/" + open)
                        .text("/name"))
                .isEqualTo("公开 <b>");
        assertThat(anonymous.get("/items/" + district).status()).isEqualTo(404);
        assertThat(new String(anonymous.get("/robots.txt").bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("/sitemap.xml");
    }
}
