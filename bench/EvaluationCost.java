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
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a term's evaluation costs: shelf and raw events are filled by SQL, then a cycle runs through its door. Cleaning is
 * compared with one statement that applies the same windows, computing with one aggregate scan over the events. Needs a
 * serving demo whose data may be spoilt ({@code ./demo --reset} afterwards); each term can be taken once.
 *
 * <p>{@code java -cp <the postgresql driver's jar> bench/EvaluationCost.java [--resources 100000] [--events 2000000]
 * [--term 2025S2] [--demo .demo/demo.json]}
 */
public final class EvaluationCost {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private EvaluationCost() {}

    public static void main(String[] args) throws Exception {
        String demo = Files.readString(Path.of(option(args, "--demo", ".demo/demo.json")));
        String term = option(args, "--term", "2025S2");
        try (Connection connection = DriverManager.getConnection(field(demo, "postgres"), "postgres", "postgres")) {
            shelf(connection, Integer.parseInt(option(args, "--resources", "100000")));
            events(connection, Integer.parseInt(option(args, "--events", "2000000")));
            double windows = seconds(connection, WINDOWS);
            double scan = seconds(connection, SCAN);
            String api = field(demo, "api") + "/api/v1/evaluation-cycles";
            String token = field(call(HttpRequest.newBuilder(URI.create(field(demo, "issuer") + "/demo/tokens"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"username\":\"D-01\"}"))), "access_token");
            long begun = System.nanoTime();
            String id = field(call(authorised(api, token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString("{\"term\":\"" + term + "\",\"shadow\":true}"))), "id");
            double cleaned = until(api + "/" + id, token, "CLEANED|COMPUTED", begun);
            double computed = until(api + "/" + id, token, "COMPUTED", begun) - cleaned;
            System.out.printf(Locale.ROOT, "cleaning %.1f s, the windows alone %.1f s: ratio %.2f (limit 3)%n",
                    cleaned, windows, cleaned / windows);
            System.out.printf(Locale.ROOT, "computing %.1f s, one aggregate scan %.1f s: ratio %.2f (limit 1)%n",
                    computed, scan, computed / scan);
            System.exit(cleaned <= 3 * windows && computed <= scan ? 0 : 1);
        }
    }

    private static final String WINDOWS =
            """
            create temp table windows as
            select resource_id, actor_id, verb, at,
                   lead(at) over (partition by resource_id, actor_id, verb order by at) as next,
                   row_number() over (partition by resource_id, actor_id, verb, date_trunc('hour', at)
                                      order by at desc) as place
              from usage.event
            """;

    private static final String SCAN =
            """
            create temp table scan as
            select resource_id, verb, count(*), count(distinct actor_id) from usage.event group by resource_id, verb
            """;

    private static void shelf(Connection connection, int resources) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("update catalog.version set published_at = '2025-08-20' where state = 'PUBLISHED'");
            statement.execute(
                    """
                    create temp table made as
                    select gen_random_uuid() as id, n, p.id as owner_id, p.school_id
                      from generate_series(1, greatest(0, %d - (select count(*) from catalog.resource))) as n
                      cross join (select id, school_id from organisation.person where code = 'T-JHS-009-02') as p;
                    insert into catalog.resource (id, owner_id, school_id, created_at)
                    select id, owner_id, school_id, '2025-08-01' from made;
                    insert into catalog.version (id, resource_id, major, minor, kind, state, metadata, created_at,
                                                 updated_at, published_at)
                    select gen_random_uuid(), id, 1, 0, 'MAJOR', 'PUBLISHED',
                           jsonb_build_object('title', '第 ' || n || ' 课', 'type', 'EXERCISE', 'stage', 'PRIMARY',
                               'grades', jsonb_build_array('G0' || 1 + n %% 6), 'subject', (array['SX', 'YW', 'YY', 'DF'])[1 + n %% 4],
                               'granularity', 'LESSON', 'language', 'zh'),
                           '2025-08-01', '2025-08-01', '2025-08-20' from made;
                    insert into sharing.scope (resource_id, scope_id, since) select id, 'district', '2025-08-20' from made;
                    analyze catalog.resource; analyze catalog.version; analyze sharing.scope
                    """
                            .formatted(resources));
        }
    }

    private static void events(Connection connection, int events) throws Exception {
        try (PreparedStatement fill = connection.prepareStatement(
                """
                with shelf as (
                    select array_agg(resource_id) as ids from catalog.version where state = 'PUBLISHED'),
                staff as (
                    select array_agg(id order by id) as ids, array_agg(school_id order by id) as schools
                      from organisation.person where school_id is not null)
                insert into usage.event (actor_id, event_id, resource_id, verb, at, received_at, school_id, client, source,
                                         counted)
                select staff.ids[who], gen_random_uuid(),
                       shelf.ids[1 + floor(power(random(), 2) * array_length(shelf.ids, 1))],
                       (array['VIEW', 'VIEW', 'PREVIEW', 'DOWNLOAD', 'DOWNLOAD', 'COLLECT', 'CLASS_USE'])[1 + floor(random() * 7)],
                       at, at, staff.schools[who], false, 'REPORTED', false
                  from shelf, staff,
                       lateral (select 1 + cast(floor(random() * array_length(staff.ids, 1)) as integer) as who,
                                       timestamptz '2025-09-01' + random() * interval '310 days' as at
                                  from generate_series(1, ?)) as drawn
                """)) {
            fill.setInt(1, events);
            fill.executeUpdate();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze usage.event");
        }
    }

    private static double seconds(Connection connection, String sql) throws Exception {
        long begun = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double until(String uri, String token, String states, long begun) throws Exception {
        while (!field(call(authorised(uri, token).GET()), "state").matches(states)) {
            Thread.sleep(50);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static HttpRequest.Builder authorised(String uri, String token) {
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
