package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.localstack.journey.JourneyPlan.Phrases;
import org.coursewarecommons.localstack.journey.JourneyPlan.Use;

/** What others do with it: find it, download it, use it in class, rate it. */
final class UseWalk {

    /** A search sent this long after the publication was seen must find the resource. */
    private static final Duration FOUND_WITHIN = Duration.ofSeconds(2);

    private final Http http;

    UseWalk(Http http) {
        this.http = http;
    }

    /** What is under review is nobody else's to find. */
    void cannotFind(String person, Deposited deposited, Phrases phrases) {
        http.as(person, "GET", path(phrases.titlePhrase()))
                .step(
                        "发布前检索不到 / Not found while in review",
                        200,
                        answer -> Answer.require(
                                hit(answer, deposited).isMissingNode(), "it is found before it is published"));
    }

    /** @param publishedAt {@code nanoTime} of the moment in which the publication was seen */
    void find(String person, Deposited deposited, Phrases phrases, long publishedAt) {
        search(person, deposited, phrases.titlePhrase(), "题名检索 / Found by its title", publishedAt);
        Answer found = search(person, deposited, phrases.bodyPhrase(), "正文检索 / Found by text in the file", publishedAt);
        http.steps()
                .note("发布后 %d 毫秒内可检索 / found %<d ms after publication was seen; highlights: %s"
                        .formatted(
                                millisSince(publishedAt), hit(found, deposited).path("highlights")));
    }

    private Answer search(String person, Deposited deposited, String phrase, String name, long publishedAt) {
        Duration left = FOUND_WITHIN.minusMillis(millisSince(publishedAt));
        return http.as(person, "GET", path(phrase))
                .until(name, left, answer -> !hit(answer, deposited).isMissingNode(), answer -> {
                    Answer.require(answer.json().path("tookMs").isNumber(), "tookMs is missing");
                    Answer.require(!hit(answer, deposited).path("highlights").isEmpty(), "no highlights");
                });
    }

    private static String path(String phrase) {
        return "/search?q=" + URLEncoder.encode(phrase, StandardCharsets.UTF_8) + "&sort=newest";
    }

    private static JsonNode hit(Answer answer, Deposited deposited) {
        for (JsonNode item : answer.json().path("items")) {
            if (item.path("id").asText().equals(deposited.resourceId())) {
                return item;
            }
        }
        return answer.json().path("none");
    }

    /** Offered to a teacher of the subject and grade, with reasons; what is new has its place on the first page. */
    void isRecommended(String person, Deposited deposited) {
        JsonNode resource = deposited.item().resource();
        String path =
                "/recommendations?limit=50&subject=" + resource.path("subject").asText() + "&grade="
                        + resource.path("grades").path(0).asText();
        http.as(person, "GET", path)
                .step("受援乡村教师的推荐 / Recommended to a rural teacher of an aided school", 200, answer -> {
                    JsonNode found = answer.json().path("none");
                    for (String list : List.of("items", "fresh")) {
                        for (JsonNode item : answer.json().path(list)) {
                            found = item.path("resourceId").asText().equals(deposited.resourceId()) ? item : found;
                        }
                    }
                    Answer.require(!found.isMissingNode(), "it is not recommended");
                    Answer.require(!found.path("reasons").isEmpty(), "no reasons");
                    http.steps()
                            .note("推荐理由 / why: "
                                    + String.join("; ", found.path("reasons").findValuesAsText("text")));
                });
    }

    /** The district sees that the cell is no longer empty. */
    void isCovered(String steward, Deposited deposited) {
        JsonNode resource = deposited.item().resource();
        http.as(steward, "GET", "/reports/coverage").step("学科年级覆盖 / The coverage matrix", 200, answer -> {
            answer.require("/cellCount", 101);
            boolean covered = false;
            for (JsonNode cell : answer.json().path("cells")) {
                covered |= cell.path("subject").equals(resource.path("subject"))
                        && cell.path("grade").equals(resource.path("grades").path(0))
                        && cell.path("covered").asBoolean();
            }
            Answer.require(covered, "its subject and grade count as uncovered");
            http.steps().note("覆盖率 / coverage: " + answer.text("/covered") + "/101");
        });
    }

    /** Every file comes back byte by byte, whole and in part. */
    void download(String person, Deposited deposited) {
        deposited.files().forEach((name, sent) -> {
            String path = "/resources/" + deposited.resourceId() + "/files/" + sent.fileId() + "/content";
            http.as(person, "GET", path).step("下载 / Download " + name, 200, answer -> {
                Answer.requireEqual(FileSender.sha256(answer.body()), sent.sha256(), "SHA-256 of the download");
                answer.requireHeader("ETag", "\"" + sent.sha256() + "\"");
                Answer.require(answer.header("Content-Disposition").contains("filename"), "no file name");
            });
            long last = sent.size() - 1;
            http.as(person, "GET", path)
                    .header("Range", "bytes=-100")
                    .step("断点续传 / The last 100 bytes", 206, answer -> {
                        answer.requireHeader("Content-Range", "bytes " + (last - 99) + "-" + last + "/" + sent.size());
                        Answer.requireEqual(answer.body().length, 100, "the number of bytes");
                    });
        });
    }

    /** Uses it and says how it was. */
    void use(String person, Deposited deposited, Use use) {
        String path = "/resources/" + deposited.resourceId();
        report(person, deposited, use.verbs());
        http.as(person, "PUT", path + "/rating")
                .json(use.rating())
                .step(
                        "评分 / Rate it",
                        200,
                        answer -> answer.require(
                                "/stars", use.rating().path("stars").asText()));
        http.as(person, "GET", path + "/ratings").step("评价列表 / What others say", 200, answer -> {
            answer.require("/count", 1);
            answer.require("/items/0/comment", use.rating().path("comment").asText());
        });
    }

    private void report(String person, Deposited deposited, List<String> verbs) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (String verb : verbs) {
            events.add(Map.of(
                    "eventId", UUID.randomUUID(),
                    "resourceId", deposited.resourceId(),
                    "verb", verb,
                    "at", Instant.now().toString()));
        }
        http.as(person, "POST", "/usage-events")
                .json(events)
                .step("上报使用 / Report use: " + String.join(" ", verbs), 202, answer -> {
                    answer.require("/accepted", verbs.size());
                    Answer.require(answer.json().path("rejected").isEmpty(), "events were rejected");
                });
    }

    /** A school's own system does the same, for its school and for nobody in person. */
    void useAsClient(String client, String secret, Deposited deposited, Phrases phrases) {
        http.login(client, secret);
        http.as(client, "GET", "/me").step("学校系统身份 / The school's system", 200, answer -> {
            Answer.require(answer.json().path("schoolId").isTextual(), "the client has no school");
            Answer.require(answer.json().path("roles").toString().contains("SCHOOL_CLIENT"), "no SCHOOL_CLIENT");
        });
        search(client, deposited, phrases.titlePhrase(), "学校系统检索 / The school's system searches", System.nanoTime());
        download(client, deposited);
        report(client, deposited, List.of("CLASS_USE"));
        takeAway(client, deposited);
    }

    /** What other systems read: metadata by a standard, a package, the harvester's door. */
    private void takeAway(String client, Deposited deposited) {
        String path = "/resources/" + deposited.resourceId();
        http.as(client, "GET", path)
                .header("Accept", "application/ld+json")
                .step("元数据 JSON-LD / Metadata as JSON-LD", 200, answer -> {
                    answer.require("/@type", "LearningResource");
                    Answer.require(answer.headers().firstValue("RateLimit").isPresent(), "no RateLimit header");
                });
        http.as(client, "GET", path + "/package")
                .step(
                        "通用课件包 / As a Common Cartridge",
                        200,
                        answer -> Answer.require(
                                new String(answer.body(), StandardCharsets.ISO_8859_1).contains("imsmanifest.xml"),
                                "no manifest in the package"));
        http.outside(client, "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=subject:sx")
                .step(
                        "元数据收割 / Harvested by OAI-PMH",
                        200,
                        answer -> Answer.require(
                                new String(answer.body(), StandardCharsets.UTF_8).contains("<header>"),
                                "nothing to harvest"));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
