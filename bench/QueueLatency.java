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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How fast a page of 20 tasks comes, with filter, sort and total, when many tasks are open. Fills the read model by SQL,
 * asks through HTTP as the persons of the seeds, one caller at a time, and takes the rows away again. Needs a serving
 * demo ({@code ./demo --serve}) on the same machine.
 *
 * <p>Of 30 reviewers half hold all claimed tasks (long lists of their own), half hold seven each (long lists to choose
 * from, since whoever has eight is offered nothing).
 *
 * <p>{@code java bench/QueueLatency.java [--tasks 3000,100000] [--rounds 400] [--demo .demo/demo.json]}
 */
public final class QueueLatency {

    private static final String MARK = "队列测量";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String[] SUBJECTS = {"SX", "YW", "YY", "KX"};
    private static final int REVIEWERS = 30;

    private QueueLatency() {}

    public static void main(String[] args) throws Exception {
        String demo = Files.readString(Path.of(option(args, "--demo", ".demo/demo.json")));
        int rounds = Integer.parseInt(option(args, "--rounds", "400"));
        String api = field(demo, "api") + "/api/v1/";
        try (Connection database = database(field(demo, "postgres"))) {
            for (String count : option(args, "--tasks", "3000,100000").split(",")) {
                try {
                    List<List<String>> reviewers = fill(database, Integer.parseInt(count.strip()));
                    System.out.printf(Locale.ROOT, "%n%s tasks%n%-46s %9s %9s %9s%n", count, "milliseconds", "median", "p95", "max");
                    measure(api, demo, "mine, filter + sort + total", reviewers.get(0), "mine", rounds);
                    measure(api, demo, "available, filter + sort + total", reviewers.get(1), "available", rounds);
                    measure(api, demo, "team (coordinator), filter + sort + total", List.of("RC-01"), "team", rounds);
                    measure(api, demo, "counts of the three queues", reviewers.get(1), null, rounds);
                } finally {
                    clean(database);
                }
            }
        }
    }

    private static void measure(
            String api, String demo, String what, List<String> persons, String queue, int rounds) throws Exception {
        Map<String, String> tokens = new HashMap<>();
        for (String person : persons) {
            tokens.put(person, field(call(HttpRequest.newBuilder(URI.create(field(demo, "issuer") + "/demo/tokens"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"username\":\"" + person + "\"}"))), "access_token"));
        }
        Random random = new Random(4);
        double[] millis = new double[rounds];
        long rows = 0;
        for (int i = -rounds; i < rounds; i++) {
            String person = persons.get(random.nextInt(persons.size()));
            String path = queue == null ? "review-tasks/counts" : "review-tasks?queue=" + queue + "&limit=20" + filter(random);
            long begun = System.nanoTime();
            String answer = call(HttpRequest.newBuilder(URI.create(api + path))
                    .header("Authorization", "Bearer " + tokens.get(person)));
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
                rows += queue == null ? 0 : Long.parseLong(field(answer, "total"));
            }
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-46s %9.1f %9.1f %9.1f%s%n", what, at(millis, 0.5), at(millis, 0.95), at(millis, 1),
                queue == null ? "" : "   mean total " + rows / rounds);
    }

    /** Half of the pages are narrowed by one or two of the filters, every sort is asked for. */
    private static String filter(Random random) {
        StringBuilder filter = new StringBuilder("&sort=" + new String[] {"due", "oldest", "newest"}[random.nextInt(3)]);
        if (random.nextInt(3) == 0) {
            filter.append("&due=").append(random.nextBoolean() ? "overdue" : "today");
        }
        if (random.nextInt(3) == 0) {
            filter.append("&q=%E9%98%9F%E5%88%97%E6%B5%8B%E9%87%8F%20").append(random.nextInt(10));
        }
        return filter.toString();
    }

    /** @return codes of those who hold many, of those who may take many */
    private static List<List<String>> fill(Connection database, int tasks) throws Exception {
        List<String> ids = new ArrayList<>();
        List<List<String>> codes = List.of(new ArrayList<>(), new ArrayList<>());
        try (Statement sql = database.createStatement()) {
            for (String subject : SUBJECTS) {
                try (ResultSet found = sql.executeQuery(
                        "select p.id, p.code from organisation.person p join organisation.appointment a on a.person_id = p.id"
                                + " where a.role in ('EXPERT','TEACHER_REVIEWER') and '" + subject + "' = any(a.subjects)"
                                + " and 'PRIMARY' = any(a.stages) order by p.code limit 14")) {
                    while (found.next() && ids.size() < REVIEWERS) {
                        codes.get(ids.size() % 2).add(found.getString(2));
                        ids.add(found.getString(1));
                    }
                }
            }
            List<String> many = new ArrayList<>();
            List<String> few = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                (i % 2 == 0 ? many : few).add(ids.get(i));
            }
            System.out.println(many.size() + few.size() + " reviewers");
            sql.execute("create temp table bench_many as select row_number() over () - 1 as n, id from unnest(array['"
                    + String.join("','", many) + "']::uuid[]) id");
            sql.execute("create temp table bench_few as select row_number() over () - 1 as n, id from unnest(array['"
                    + String.join("','", few) + "']::uuid[]) id");
            sql.execute("""
                    insert into worklist.task (id, engine_task_id, task_key, kind, case_id, round, resource_id, title, subject,
                        stage, level, form, open_to, since, due, holder_id, claimed_at, state)
                    select gen_random_uuid(), 'bench-' || i, 'bench', kind, gen_random_uuid(), 1, gen_random_uuid(),
                           '%1$s ' || (i %% 10) || ' 第 ' || i || ' 号', subject, 'PRIMARY', 'L3', 'E',
                           array[role || '/' || subject || '/PRIMARY', role || '/*/PRIMARY', role || '/' || subject || '/*', role || '/*/*'],
                           now() - (i %% 5000) * interval '7 minutes', now() + ((i * 7919) %% 20000 - 4000) * interval '1 minute',
                           holder, case when holder is not null then now() end, case when holder is null then 'OPEN' else 'CLAIMED' end
                      from (select i, (array['SX','YW','YY','KX'])[1 + i %% 4] as subject,
                                   case when (i / 4) %% 2 = 0 then 'EXPERT' else 'TEACHER' end as kind,
                                   case when (i / 4) %% 2 = 0 then 'EXPERT' else 'TEACHER_REVIEWER' end as role,
                                   case when i <= 7 * (select count(*) from bench_few)
                                        then (select id from bench_few where n = i %% (select count(*) from bench_few))
                                        when (i / 8) %% 2 = 0
                                        then (select id from bench_many where n = (i / 16) %% (select count(*) from bench_many))
                                   end as holder
                              from generate_series(1, %2$d) i) row
                    """.formatted(MARK, tasks));
            sql.execute("update worklist.task t set due = now() + interval '3 days' where task_key = 'bench' and holder_id in"
                    + " (select id from bench_few)");
            sql.execute("""
                    insert into worklist.exclusion (task_id, scope_id, rule)
                    select t.id, 'school:' || u.id, 'same-school'
                      from (select id, row_number() over () as n from worklist.task where task_key = 'bench') t
                      join (select id, row_number() over (order by code) as n, count(*) over () as all_units
                              from organisation.unit where kind = 'SCHOOL') u on t.n %% u.all_units in (u.n, u.n - 1, u.n - 2)
                    on conflict do nothing
                    """.replace("%%", "%"));
            sql.execute("drop table bench_many, bench_few");
            sql.execute("analyze worklist.task");
            sql.execute("analyze worklist.exclusion");
        }
        return codes;
    }

    private static void clean(Connection database) throws Exception {
        try (Statement sql = database.createStatement()) {
            sql.execute("delete from worklist.task where task_key = 'bench'");
            sql.execute("vacuum analyze worklist.task");
            sql.execute("vacuum analyze worklist.exclusion");
        }
    }

    /** The driver is in the packaged backend. */
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
