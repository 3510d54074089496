package org.coursewarecommons.interop.oai;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.coursewarecommons.interop.metadata.OutwardRecord;
import org.coursewarecommons.interop.metadata.OutwardRecords;
import org.coursewarecommons.interop.metadata.Xml;
import org.coursewarecommons.interop.outward.Audience;
import org.coursewarecommons.interop.outward.OutwardItems;
import org.coursewarecommons.interop.outward.OutwardItems.Item;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.stereotype.Component;

/** OAI-PMH 2.0: answers requests with documents. */
@Component
class OaiProvider {

    private static final String NAMESPACE = "http://www.openarchives.org/OAI/2.0/";

    private final OaiLists lists;
    private final OaiSets sets;
    private final OaiTokens tokens;
    private final OutwardItems items;
    private final OutwardRecords records;
    private final Organisations organisations;
    private final OaiProperties properties;
    private final Semaphore places;

    OaiProvider(
            OaiLists lists,
            OaiSets sets,
            OaiTokens tokens,
            OutwardItems items,
            OutwardRecords records,
            Organisations organisations,
            OaiProperties properties) {
        this.lists = lists;
        this.sets = sets;
        this.tokens = tokens;
        this.items = items;
        this.records = records;
        this.organisations = organisations;
        this.properties = properties;
        this.places = new Semaphore(properties.atOnce());
    }

    /**
     * @param base of this deployment, without a slash at the end
     * @throws ProblemException 503 when too many harvest at once
     */
    byte[] answer(Map<String, String[]> parameters, Audience audience, String base) {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("oai", new IllegalStateException("too many harvest at once"));
        }
        try {
            return answered(parameters, audience, base);
        } finally {
            places.release();
        }
    }

    private byte[] answered(Map<String, String[]> parameters, Audience audience, String base) {
        Map<String, String> echoed = Map.of();
        try {
            OaiRequest request = OaiRequest.parse(parameters);
            echoed = new java.util.TreeMap<>(request.arguments());
            echoed.put("verb", request.verb().name());
            return done(request, audience, base, echoed);
        } catch (OaiError error) {
            Xml xml = head(Instant.now(), base, error.isAboutTheRequest() ? Map.of() : echoed);
            xml.leaf("error", error.getMessage(), "code", error.code().name());
            return xml.close().bytes();
        }
    }

    private byte[] done(OaiRequest request, Audience audience, String base, Map<String, String> echoed) {
        return switch (request.verb()) {
            case Identify -> identify(audience, base, echoed);
            case ListMetadataFormats -> {
                request.argument("identifier").ifPresent(identifier -> item(identifier, audience));
                Xml xml = head(Instant.now(), base, echoed).open("ListMetadataFormats");
                for (OaiFormat format : OaiFormat.values()) {
                    format.describe(xml);
                }
                yield xml.close().close().bytes();
            }
            case ListSets -> {
                if (request.argument(OaiRequest.TOKEN).isPresent()) {
                    throw new OaiError(OaiError.Code.badResumptionToken, "the list of sets has one part");
                }
                Xml xml = head(Instant.now(), base, echoed).open("ListSets");
                sets.describe(xml);
                yield xml.close().close().bytes();
            }
            case GetRecord -> get(request, audience, base, echoed);
            case ListIdentifiers, ListRecords -> list(request, audience, base, echoed);
        };
    }

    private byte[] identify(Audience audience, String base, Map<String, String> echoed) {
        Instant now = Instant.now();
        return head(now, base, echoed)
                .open("Identify")
                .leaf("repositoryName", organisations.district().name() + " Courseware Commons")
                .leaf("baseURL", base + "/oai")
                .leaf("protocolVersion", "2.0")
                .leaf("adminEmail", properties.adminEmail())
                .leaf("earliestDatestamp", OaiTime.text(items.earliest(audience).orElse(now)))
                .leaf("deletedRecord", "persistent")
                .leaf("granularity", "YYYY-MM-DDThh:mm:ssZ")
                .open("description")
                .open(
                        "oai-identifier",
                        "xmlns",
                        "http://www.openarchives.org/OAI/2.0/oai-identifier",
                        "xmlns:xsi",
                        "http://www.w3.org/2001/XMLSchema-instance",
                        "xsi:schemaLocation",
                        "http://www.openarchives.org/OAI/2.0/oai-identifier"
                                + " http://www.openarchives.org/OAI/2.0/oai-identifier.xsd")
                .leaf("scheme", "oai")
                .leaf("repositoryIdentifier", properties.domain())
                .leaf("delimiter", ":")
                .leaf("sampleIdentifier", identifier(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L)))
                .close()
                .close()
                .close()
                .close()
                .bytes();
    }

    private byte[] get(OaiRequest request, Audience audience, String base, Map<String, String> echoed) {
        Item item = item(request.argument("identifier").orElseThrow(), audience);
        OaiFormat format = OaiFormat.of(request.argument("metadataPrefix").orElseThrow());
        Xml xml = head(Instant.now(), base, echoed).open("GetRecord");
        record(xml, item, records.ofPublished(List.of(item.resourceId())), format, base);
        return xml.close().close().bytes();
    }

    private byte[] list(OaiRequest request, Audience audience, String base, Map<String, String> echoed) {
        OaiLists.Part part = lists.read(request, audience);
        Xml xml = head(part.at(), base, echoed).open(request.verb().name());
        Map<UUID, OutwardRecord> live = records.ofPublished(part.items().stream()
                .filter(item -> !item.deleted())
                .map(Item::resourceId)
                .toList());
        for (Item item : part.items()) {
            if (request.verb() == OaiRequest.Verb.ListRecords) {
                record(xml, item, live, part.format(), base);
            } else {
                header(xml, item, isServed(item, live.get(item.resourceId())));
            }
        }
        resumption(xml, part);
        return xml.close().close().bytes();
    }

    /** The last part of a list of several has an empty token; a list of one part has none. */
    private void resumption(Xml xml, OaiLists.Part part) {
        String size = Long.toString(part.size());
        String cursor = Long.toString(part.cursor());
        if (part.next() != null) {
            xml.leaf(
                    OaiRequest.TOKEN,
                    tokens.seal(part.next()),
                    "expirationDate",
                    OaiTime.text(part.next().expires()),
                    "completeListSize",
                    size,
                    "cursor",
                    cursor);
        } else if (part.isResumed()) {
            xml.empty(OaiRequest.TOKEN, "completeListSize", size, "cursor", cursor);
        }
    }

    private void record(Xml xml, Item item, Map<UUID, OutwardRecord> live, OaiFormat format, String base) {
        OutwardRecord record = live.get(item.resourceId());
        boolean isServed = isServed(item, record);
        xml.open("record");
        header(xml, item, isServed);
        if (record != null && isServed) {
            xml.open("metadata");
            format.write(xml, record, base);
            xml.close();
        }
        xml.close();
    }

    /** What was taken away a moment ago is not shown, even before it is stamped as deleted. */
    private static boolean isServed(Item item, @org.jspecify.annotations.Nullable OutwardRecord record) {
        return !item.deleted() && record != null && item.audience().mayKnow(record);
    }

    private void header(Xml xml, Item item, boolean isServed) {
        xml.open("header", "status", isServed ? null : "deleted")
                .leaf("identifier", identifier(item.resourceId()))
                .leaf("datestamp", OaiTime.text(item.datestamp()));
        // Those above are understood.
        item.sets().stream().filter(set -> set.contains(":")).forEach(set -> xml.leaf("setSpec", set));
        xml.close();
    }

    private Item item(String identifier, Audience audience) {
        String prefix = identifier("");
        return Optional.of(identifier)
                .filter(text -> text.startsWith(prefix))
                .map(text -> text.substring(prefix.length()))
                .filter(text -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .flatMap(text -> items.find(audience, UUID.fromString(text)))
                .orElseThrow(() -> new OaiError(OaiError.Code.idDoesNotExist, "there is no such record"));
    }

    private String identifier(Object id) {
        return "oai:" + properties.domain() + ":" + id;
    }

    private static Xml head(Instant at, String base, Map<String, String> echoed) {
        Xml xml = new Xml();
        xml.open(
                "OAI-PMH",
                "xmlns",
                NAMESPACE,
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                NAMESPACE + " http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
        String[] attributes = echoed.entrySet().stream()
                .flatMap(argument -> java.util.stream.Stream.of(argument.getKey(), argument.getValue()))
                .toArray(String[]::new);
        return xml.leaf("responseDate", OaiTime.text(at)).leaf("request", base + "/oai", attributes);
    }
}
