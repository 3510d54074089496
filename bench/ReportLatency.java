import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long the reports and recommendations take with many uses and many resources. Fills the read models by SQL (raw
 * events, the weekly table made from them by the application's own rules, the shelf), asks through HTTP, and takes the
 * rows away again. Needs a serving demo ({@code ./demo --serve}) on the same machine.
 *
 * <p>{@code java bench/ReportLatency.java [--events 1000000] [--items 100000] [--rounds 20] [--demo .demo/demo.json]}
 */
public final class ReportLatency {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** First eight digits of every id that this makes. */
    private static final String MARK = "fadefade";

    private static final String TERM = "2025S2";

    private ReportLatency() {}

    public static void main(String[] args) throws Exception {
        String demo = Files.readString(Path.of(option(args, "--demo", ".demo/demo.json")));
        int rounds = Integer.parseInt(option(args, "--rounds", "20"));
        int events = Integer.parseInt(option(args, "--events", "1000000"));
        int items = Integer.parseInt(option(args, "--items", "100000"));
        String api = field(demo, "api") + "/api/v1/";
        try (Connection database = database(field(demo, "postgres"))) {
            try {
                fill(database, events, items);
                System.out.printf(Locale.ROOT, "%n%-52s %9s %9s %9s%n", "milliseconds", "median", "p95", "max");
                for (String report : new String[] {
                    "sharing-flow?by=AREA&", "sharing-flow?by=SCHOOL&", "coverage?", "equity?", "pairings?"
                }) {
                    measure(api, demo, "D-01", "reports/" + report + "term=" + TERM, rounds);
                }
                measure(api, demo, "SA-JHS-042", "reports/sharing-flow?by=SCHOOL&term=" + TERM, rounds);
                measure(api, demo, "T-JHS-042-03", "recommendations?subject=SX&grade=G03", rounds);
                measure(api, demo, "T-JHS-042-03", "recommendations?for=school", rounds);
                measure(api, demo, "D-01", "gaps", rounds);
            } finally {
                clean(database);
            }
        }
    }

    private static void fill(Connection database, int events, int items) throws Exception {
        try (Statement statement = database.createStatement()) {
            long started = System.nanoTime();
            statement.execute(
                    """
                    create temporary table bench_item as
                    select cast('%1$s-0000-7000-8000-' || lpad(to_hex(i), 12, '0') as uuid) as id, i,
                           (array(select id from organisation.unit where kind = 'SCHOOL' order by code))[1 + i %% 137] as school,
                           (array['SX','YW','YY','KX','TY','YS-YL','YS-MS','DF'])[1 + i %% 8] as subject,
                           'G0' || 1 + (i / 8) %% 6 as grade
                      from generate_series(1, %2$d) i;
                    create temporary table bench_person as
                    select id, school_id, row_number() over (order by code) as n from organisation.person
                     where code like 'T-JHS-%%';
                    insert into supply.item (resource_id, version_id, school_id, title, type, subject, grades, edition,
                           chapters, half, planned_from, planned_until, scopes, author_ids, author_schools, published_at, announced)
                    select id, id, school, '测量 ' || i, 'COURSEWARE', subject, array[grade], 'RJ', '{}',
                           case i %% 3 when 0 then 'S1' when 1 then 'S2' end, case when i %% 3 < 2 then 1 + i %% 15 end,
                           case when i %% 3 < 2 then 3 + i %% 15 end,
                           case when i %% 5 = 0 then array['school:' || school] else array['district'] end,
                           array[gen_random_uuid()], array[school], timestamptz '2026-01-05' + i * interval '1 minute', true
                      from bench_item;
                    """
                            .formatted(MARK, items));
            System.out.printf(Locale.ROOT, "%d items in %.1f s%n", items, seconds(started));
            started = System.nanoTime();
            statement.execute(
                    """
                    insert into usage.event (actor_id, event_id, resource_id, verb, at, received_at, school_id, client,
                           source, counted)
                    select p.id, cast('%1$s-0000-7000-9000-' || lpad(to_hex(e), 12, '0') as uuid), i.id,
                           (array['VIEW','VIEW','PREVIEW','DOWNLOAD','DOWNLOAD','COLLECT','CLASS_USE','ADAPT'])[1 + e %% 8],
                           timestamptz '2026-03-02' + random() * interval '120 days', now(), p.school_id, false,
                           'REPORTED', false
                      from (select e, 1 + cast(floor(%2$d * random() ^ 2) as integer) as item,
                                   1 + cast(floor((select count(*) from bench_person) * random()) as integer) as person
                              from generate_series(1, %3$d) e offset 0) e
                      join bench_item i on i.i = e.item join bench_person p on p.n = e.person;
                    """
                            .formatted(MARK, Math.min(items, 20_000), events));
            System.out.printf(Locale.ROOT, "%d events in %.1f s%n", events, seconds(started));
            started = System.nanoTime();
            statement.execute(
                    """
                    insert into usage.clean_use
                           (week, resource_id, user_key, school_id, owner_school_id, subject, grades, weight)
                    select cast(date_trunc('week', at at time zone 'Asia/Shanghai') as date), e.resource_id, e.actor_id::text,
                           e.school_id, i.school, i.subject, array[i.grade],
                           max(case verb when 'DOWNLOAD' then .5 when 'COLLECT' then .75 when 'CLASS_USE' then 1
                                         when 'ADAPT' then 1.5 end * case when e.school_id = i.school then .5 else 1 end)
                      from usage.event e join bench_item i on i.id = e.resource_id
                     where verb in ('DOWNLOAD', 'COLLECT', 'CLASS_USE', 'ADAPT')
                     group by 1, 2, 3, 4, 5, 6, 7;
                    analyze usage.clean_use; analyze supply.item
                    """);
            try (ResultSet rows = statement.executeQuery("select count(*) from usage.clean_use")) {
                rows.next();
                System.out.printf(Locale.ROOT, "%d weekly rows in %.1f s%n", rows.getLong(1), seconds(started));
            }
        }
    }

    private static void clean(Connection database) throws Exception {
        try (Statement statement = database.createStatement()) {
            for (String table : new String[] {"usage.clean_use", "usage.event", "supply.item", "supply.impression"}) {
                statement.execute("delete from " + table + " where resource_id >= '" + MARK
                        + "-0000-0000-0000-000000000000' and resource_id < 'fadefadf-0000-0000-0000-000000000000'");
            }
        }
    }

    private static void measure(String api, String demo, String person, String path, int rounds) throws Exception {
        String token = field(
                call(HttpRequest.newBuilder(URI.create(field(demo, "issuer") + "/demo/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"username\":\"" + person + "\"}"))),
                "access_token");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + token);
        call(request);
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long started = System.nanoTime();
            call(request);
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-52s %9.1f %9.1f %9.1f%n",
                person + " " + path,
                at(millis, 0.5),
                at(millis, 0.95),
                millis[rounds - 1]);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static Connection database(String url) throws Exception {
        Path jar;
        try (Stream<Path> built = Files.list(Path.of("backend", "target"))) {
            jar = built.filter(path -> path.getFileName().toString().matches("backend-.*[.]jar")).findFirst().orElseThrow();
        }
        Path driver = Files.createTempFile("postgresql", ".jar");
        try (JarFile all = new JarFile(jar.toFile());
                InputStream in = all.getInputStream(all.stream()
                        .filter(entry -> entry.getName().startsWith("BOOT-INF/lib/postgresql-"))
                        .findFirst()
                        .orElseThrow())) {
            Files.copy(in, driver, StandardCopyOption.REPLACE_EXISTING);
        }
        URLClassLoader loader = new URLClassLoader(new URL[] {driver.toUri().toURL()});
        Driver postgres = (Driver) loader.loadClass("org.postgresql.Driver").getDeclaredConstructor().newInstance();
        Properties login = new Properties();
        login.put("user", "postgres");
        return postgres.connect(url, login);
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))];
    }

    private static String call(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]*)\"?").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no field " + name);
        }
        return matcher.group(1);
    }

    private static String option(String[] args, String name, String otherwise) {
        int at = Arrays.asList(args).indexOf(name);
        return at < 0 ? otherwise : args[at + 1];
    }
}
