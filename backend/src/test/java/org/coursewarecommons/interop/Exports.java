package org.coursewarecommons.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.coursewarecommons.Api;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Exports by the door, awaited; what is in them; and the way back in. */
final class Exports {

    static final String OWNER = "T-JHS-007-01";

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Exports() {}

    /** Every state that stands still, several versions, every kind of cell. */
    static byte[] varied() throws IOException {
        String owner = "," + OWNER + ",";
        String key = "EX-" + UUID.randomUUID();
        return new Zips()
                .manifest(
                        "externalKey,owner,version,versionKind,changed,title,description,keywords,difficulty,offlineUsable,contributors/0/name,contributors/0/role,contributors/0/person,contributors/1/name,contributors/1/role,targetScope/level,targetScope/collectives,files,state,scope,scopeCollectives,recommended,createdAt,publishedAt,decision,scenario",
                        key + "-1" + owner
                                + "1.0,MAJOR,,旧版,\"第一行\n第二行, \"\"引号\"\"\",甲\\;乙;丙,3,true,王,AUTHOR,T-JHS-007-01,李,ADVISER,COLLECTIVE,JT03,a/练习.docx;b/讲义.pdf,REPLACED,,,false,2025-09-01,2025-09-10,APPROVED,",
                        key + "-1" + owner
                                + "1.1,MINOR,改了一处,新版,=1+1 不是公式,丁,1,false,王,AUTHOR,T-JHS-007-01,,,COLLECTIVE,JT03,a/练习.docx,PUBLISHED,COLLECTIVE,JT03,true,2025-10-01T01:02:03.456Z,2025-10-10,APPROVED_RECOMMENDED,new-version-minor",
                        key + "-1" + owner + "2.0,MAJOR,重写,草稿,,,,,,,,,,,,b/讲义.pdf,DRAFT,,,,,,,",
                        key + "-2" + owner
                                + "1.0,MAJOR,,下架,,,,,,,,,,DISTRICT,,a/练习.docx,RETIRED,DISTRICT,,,2025-09-01,2025-09-02,APPROVED,low-value",
                        key + "-3" + owner + "1.0,MAJOR,,退回,,,,,,,,,,SCHOOL,,a/练习.docx,REJECTED,,,,,,,")
                .with("a/练习.docx", Files.readAllBytes(SAMPLES.resolve("fenshu-lianxi.docx")))
                .with("b/讲义.pdf", Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf")))
                .bytes();
    }

    /** @return the resources that a historic import has made */
    static List<UUID> imported(Api api, byte[] zip) {
        Api steward = api.as("D-01");
        String path = Imports.run(steward, "?mode=historic", zip);
        List<JsonNode> ledger = Imports.rows(steward, path);
        assertThat(ledger)
                .extracting(row -> row.get("state").asText())
                .as(ledger.toString())
                .containsOnly("DONE");
        return ledger.stream()
                .map(row -> UUID.fromString(row.get("resourceId").asText()))
                .distinct()
                .toList();
    }

    static byte[] export(Api owner, Object wish) {
        Api.Answer started = owner.post("exports", wish);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        String path = started.header("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60)).until(() -> owner.get(path).text("/state"), "DONE"::equals);
        Api.Answer zip = owner.get(path + "/content");
        assertThat(zip.status()).isEqualTo(200);
        assertThat(zip.header("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
        return zip.bytes();
    }

    /** The manifest, but for paths, which name resources by ids; the hashes of the bytes stand beside them. */
    static List<Map<String, String>> rows(byte[] zip) throws IOException {
        String manifest = new String(unzip(zip).get("manifest.csv"), StandardCharsets.UTF_8).substring(1);
        List<Map<String, String>> rows = new ArrayList<>();
        try (CSVParser records = CSVParser.parse(
                new StringReader(manifest),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            records.forEach(record -> {
                Map<String, String> row = new HashMap<>(record.toMap());
                row.keySet().removeIf(column -> column.endsWith("/path"));
                rows.add(row);
            });
        }
        return rows;
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    /** {@link #columns}, with persons, schools and collectives by their codes: ids are each system's own. */
    static List<String> record(JdbcClient jdbc, UUID resource) {
        Map<String, String> codes = new HashMap<>();
        jdbc.sql("select id, code from organisation.person union all select id, code from organisation.unit")
                .query(row -> {
                    codes.put(row.getString("id"), row.getString("code"));
                });
        return columns(jdbc, resource).stream()
                .map(line -> ID.matcher(line).replaceAll(id -> codes.getOrDefault(id.group(), id.group())))
                .toList();
    }

    /** Everything that the tables know of a resource but its ids and the time of the last touch. */
    private static List<String> columns(JdbcClient jdbc, UUID resource) {
        return jdbc.sql(
                        """
                        select concat_ws(' | ', r.owner_id, r.school_id, r.created_at, v.major, v.minor, v.kind, v.changed,
                                         v.state, v.phase, v.metadata::text, v.recommended, v.created_at, v.published_at,
                                         (select string_agg(concat_ws(' ', f.position, f.name, f.role, f.media_type,
                                                                     f.size, f.sha256), ';' order by f.position)
                                            from catalog.file f where f.version_id = v.id),
                                         (select string_agg(s.scope_id, ' ' order by s.scope_id)
                                            from sharing.scope s where s.resource_id = r.id))
                          from catalog.resource r join catalog.version v on v.resource_id = r.id
                         where r.id = :id order by v.major, v.minor
                        """)
                .param("id", resource)
                .query(String.class)
                .list();
    }
}
