import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Whether a deposit costs the same in a full house: the tables are filled to 1,000 and then to 100,000 resources by COPY,
 * and 500 deposits (a draft with all its fields, made, edited and read) are timed at each size. Files are left out: their
 * checks would run beside. Needs a serving demo whose data may be spoilt ({@code ./demo --reset} afterwards).
 *
 * <p>{@code java -cp <the postgresql driver's jar> bench/DepositCost.java [--deposits 500] [--demo .demo/demo.json]}
 */
public final class DepositCost {

    private static final String DEPOSITOR = "T-JHS-009-02";
    private static final int[] SIZES = {1_000, 100_000};
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private DepositCost() {}

    public static void main(String[] args) throws Exception {
        String demo = Files.readString(Path.of(option(args, "--demo", ".demo/demo.json")));
        int deposits = Integer.parseInt(option(args, "--deposits", "500"));
        double[] medians = new double[SIZES.length];
        try (Connection connection = DriverManager.getConnection(field(demo, "postgres"), "postgres", "postgres")) {
            deposit(demo, deposits);
            for (int i = 0; i < SIZES.length; i++) {
                fill(connection, SIZES[i]);
                double[] millis = deposit(demo, deposits);
                Arrays.sort(millis);
                medians[i] = millis[millis.length / 2];
                System.out.printf(Locale.ROOT, "%,d resources: median %.2f ms, mean %.2f ms, p95 %.2f ms a deposit%n",
                        SIZES[i], medians[i], Arrays.stream(millis).average().orElse(0), millis[millis.length * 95 / 100]);
            }
        }
        double ratio = medians[1] / medians[0];
        System.out.printf(Locale.ROOT, "ratio of medians %.2f (limit 1.2)%n", ratio);
        System.exit(ratio <= 1.2 ? 0 : 1);
    }

    private static void fill(Connection connection, int size) throws Exception {
        int present;
        UUID owner;
        UUID school;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select count(*) from catalog.resource")) {
                row.next();
                present = row.getInt(1);
            }
            try (ResultSet row = statement.executeQuery(
                    "select id, school_id from organisation.person where code = '" + DEPOSITOR + "'")) {
                row.next();
                owner = row.getObject(1, UUID.class);
                school = row.getObject(2, UUID.class);
            }
        }
        StringBuilder resources = new StringBuilder();
        StringBuilder versions = new StringBuilder();
        StringBuilder scopes = new StringBuilder();
        for (int i = present; i < size; i++) {
            UUID id = UUID.randomUUID();
            resources.append(id + "\t" + owner + "\t" + school + "\t2026-01-01\n");
            versions.append(UUID.randomUUID() + "\t" + id + "\t1\t0\tMAJOR\tPUBLISHED\t" + metadata(i).replace("\\", "\\\\")
                    + "\t2026-01-01\t2026-01-01\t2026-01-01\n");
            scopes.append(id + "\tdistrict\t2026-01-01\n");
        }
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        copy.copyIn("copy catalog.resource (id, owner_id, school_id, created_at) from stdin", new StringReader(resources.toString()));
        copy.copyIn(
                "copy catalog.version (id, resource_id, major, minor, kind, state, metadata, created_at, updated_at, published_at) from stdin",
                new StringReader(versions.toString()));
        copy.copyIn("copy sharing.scope (resource_id, scope_id, since) from stdin", new StringReader(scopes.toString()));
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze catalog.resource; analyze catalog.version; analyze sharing.scope");
        }
    }

    private static double[] deposit(String demo, int deposits) throws Exception {
        String resources = field(demo, "api") + "/api/v1/resources";
        String token = field(call(HttpRequest.newBuilder(URI.create(field(demo, "issuer") + "/demo/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + DEPOSITOR + "\"}"))).body(), "access_token");
        double[] millis = new double[deposits];
        for (int i = 0; i < deposits; i++) {
            long begun = System.nanoTime();
            HttpResponse<String> made = call(authorised(resources, token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(metadata(i))));
            String uri = resources + "/" + field(made.body(), "id");
            call(authorised(uri, token)
                    .header("Content-Type", "application/merge-patch+json")
                    .header("If-Match", made.headers().firstValue("ETag").orElseThrow())
                    .method("PATCH", BodyPublishers.ofString("{\"adviceForUse\":\"建议一课时完成。\"}")));
            call(authorised(uri, token).GET());
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        return millis;
    }

    private static String metadata(int i) {
        return "{\"title\":\"第 " + i + " 课\",\"description\":\"用于测量的示例资源,内容无关紧要。\",\"type\":\"EXERCISE\","
                + "\"stage\":\"PRIMARY\",\"grades\":[\"G03\"],\"subject\":\"SX\",\"keywords\":[\"测量\",\"示例\"],"
                + "\"language\":\"zh\",\"audience\":[\"TEACHER\"],\"licence\":\"CC_BY\",\"targetScope\":{\"level\":\"DISTRICT\"}}";
    }

    private static HttpRequest.Builder authorised(String uri, String token) {
        return HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer + " " + answer.body());
        }
        return answer;
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
