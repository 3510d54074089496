import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How fast small items come in through {@code POST /imports}: until the ledger is done, and until the last file's check
 * is. Every item is a Word file of its own text. Needs a serving demo ({@code ./demo --serve}).
 *
 * <p>{@code java bench/BulkImport.java [--items 1000] [--demo .demo/demo.json]}
 */
public final class BulkImport {

    private static final String DEPOSITOR = "T-JHS-009-01";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private BulkImport() {}

    public static void main(String[] args) throws Exception {
        String demo = Files.readString(Path.of(option(args, "--demo", ".demo/demo.json")));
        int items = Integer.parseInt(option(args, "--items", "1000"));
        String api = field(demo, "api") + "/api/v1";
        byte[] zip = zip(items, UUID.randomUUID().toString().substring(0, 8));
        System.out.printf(Locale.ROOT, "%d items, %d bytes of zip%n", items, zip.length);
        long begun = System.nanoTime();
        String boundary = "bulk" + UUID.randomUUID();
        String started = call(authorised(demo, api + "/imports")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString("--" + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bulk.zip\"\r\n\r\n"),
                        BodyPublishers.ofByteArray(zip),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
        String path = api + "/imports/" + field(started, "id");
        String now = started;
        while (!field(now, "state").equals("DONE") && !field(now, "state").equals("FAILED")) {
            Thread.sleep(200);
            now = call(authorised(demo, path).GET());
        }
        double ledger = (System.nanoTime() - begun) / 1e9;
        System.out.printf(Locale.ROOT, "ledger done after %.1f s: %.1f items a second; %s%n", ledger, items / ledger, now);
        awaitChecks(demo, api, path);
        double all = (System.nanoTime() - begun) / 1e9;
        System.out.printf(Locale.ROOT, "last file checked after %.1f s: %.1f items a second%n", all, items / all);
        System.exit(items / all >= 20 ? 0 : 1);
    }

    /** Asks for one resource after the other: whoever is not checked yet is asked again. */
    private static void awaitChecks(String demo, String api, String path) throws Exception {
        Deque<String> open = new ArrayDeque<>();
        String cursor = "";
        do {
            String page = call(authorised(demo, path + "/rows?limit=100" + cursor).GET());
            Matcher ids = Pattern.compile("\"resourceId\"\\s*:\\s*\"([^\"]+)\"").matcher(page);
            while (ids.find()) {
                open.add(ids.group(1));
            }
            Matcher next = Pattern.compile("\"nextCursor\"\\s*:\\s*\"([^\"]+)\"").matcher(page);
            cursor = next.find() ? "&cursor=" + next.group(1) : "";
        } while (!cursor.isEmpty());
        int failed = 0;
        while (!open.isEmpty()) {
            String resource = call(authorised(demo, api + "/resources/" + open.peek()).GET());
            if (resource.contains("\"PENDING\"")) {
                Thread.sleep(100);
            } else {
                failed += resource.contains("\"PASSED\"") ? 0 : 1;
                open.remove();
            }
        }
        System.out.println("not passed: " + failed);
    }

    private static byte[] zip(int items, String run) throws Exception {
        StringBuilder manifest = new StringBuilder("externalKey,title,type,stage,grades,subject,description,keywords,files\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < items; i++) {
                String file = "files/" + i + ".docx";
                manifest.append(run).append('-').append(i).append(",第 ").append(i)
                        .append(" 课练习,EXERCISE,PRIMARY,G03,SX,课堂练习与参考答案,练习;测量,").append(file).append('\n');
                zip.putNextEntry(new ZipEntry(file));
                zip.write(docx("第 " + i + " 课(" + run + "):先独立思考,再与同桌交流,最后写出算式和答案。".repeat(8)));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("manifest.csv"));
            zip.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] docx(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "[Content_Types].xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            entry(zip, "_rels/.rels", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            entry(zip, "word/document.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:body></w:document>");
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws Exception {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String token = "";
    private static long tokenMade;

    private static HttpRequest.Builder authorised(String demo, String uri) throws Exception {
        if (System.nanoTime() - tokenMade > 60e9 || token.isEmpty()) {
            token = field(call(HttpRequest.newBuilder(URI.create(field(demo, "issuer") + "/demo/tokens"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"username\":\"" + DEPOSITOR + "\"}"))), "access_token");
            tokenMade = System.nanoTime();
        }
        return HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + token);
    }

    private static String call(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer + " " + answer.body());
        }
        return answer.body();
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return matcher.group(1);
    }

    private static String option(String[] args, String name, String otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }
}
