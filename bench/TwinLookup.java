import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * What it costs to look for the twins of a text among 1,000 and among 100,000 others: the table, the index and the
 * statement of the inspection module, in a schema of its own that is dropped at the end. Each text asked for has three
 * planted twins that share two of its bands.
 *
 * <p>{@code java -cp <postgresql.jar> bench/TwinLookup.java jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres}
 */
public final class TwinLookup {

    private static final int BANDS = 21;
    private static final int SIGNATURE = 504;
    private static final int ROUNDS = 300;
    private static final Random RANDOM = new Random(1);

    private TwinLookup() {}

    public static void main(String[] args) throws Exception {
        try (Connection db = DriverManager.getConnection(args[0]);
                Statement statement = db.createStatement()) {
            statement.execute("drop schema if exists bench_twins cascade");
            statement.execute("create schema bench_twins");
            statement.execute("create table bench_twins.signature (file_id uuid primary key, minimums bytea not null,"
                    + " bands bigint[] not null)");
            statement.execute("create index on bench_twins.signature using gin (bands) with (fastupdate = off)");
            try {
                int filled = 0;
                double first = 0;
                for (int size : new int[] {1_000, 10_000, 100_000}) {
                    double insert = fill(db, size - filled);
                    filled = size;
                    statement.execute("analyze bench_twins.signature");
                    double[] micros = ask(db);
                    double median = micros[micros.length / 2];
                    first = first == 0 ? median : first;
                    System.out.printf(
                            Locale.ROOT,
                            "%,d texts: median %.2f ms, p95 %.2f ms, %.2f of the first; insert %.2f ms a text%n",
                            size,
                            median / 1000,
                            micros[micros.length * 95 / 100] / 1000,
                            median / first,
                            insert);
                }
            } finally {
                statement.execute("drop schema bench_twins cascade");
            }
        }
    }

    private static double fill(Connection db, int rows) throws Exception {
        long start = System.nanoTime();
        db.setAutoCommit(false);
        for (int i = 0; i < rows; i++) {
            insert(db, bands());
            if (i % 1000 == 0) {
                db.commit();
            }
        }
        db.commit();
        db.setAutoCommit(true);
        return (System.nanoTime() - start) / 1e6 / rows;
    }

    private static double[] ask(Connection db) throws Exception {
        double[] micros = new double[ROUNDS];
        for (int i = -50; i < ROUNDS; i++) {
            Long[] mine = bands();
            UUID asked = insert(db, mine);
            UUID[] twins = new UUID[3];
            for (int t = 0; t < twins.length; t++) {
                Long[] other = bands();
                System.arraycopy(mine, 0, other, 0, 2);
                twins[t] = insert(db, other);
            }
            long start = System.nanoTime();
            int found = lookUp(db, asked);
            if (i >= 0) {
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
            if (found != twins.length) {
                throw new IllegalStateException(found + " twins");
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    private static int lookUp(Connection db, UUID asked) throws Exception {
        try (PreparedStatement query = db.prepareStatement(
                """
                select mine.file_id as mine, other.file_id as other, mine.minimums, other.minimums as others
                  from bench_twins.signature mine
                 cross join lateral (select s.file_id, s.minimums from bench_twins.signature s
                                      where s.bands && mine.bands and s.file_id <> mine.file_id
                                      limit 200) other
                 where mine.file_id = any (?)
                """)) {
            query.setArray(1, db.createArrayOf("uuid", new UUID[] {asked}));
            try (ResultSet rows = query.executeQuery()) {
                int count = 0;
                while (rows.next()) {
                    rows.getBytes("others");
                    count++;
                }
                return count;
            }
        }
    }

    private static UUID insert(Connection db, Long[] bands) throws Exception {
        UUID id = UUID.randomUUID();
        byte[] minimums = new byte[SIGNATURE];
        RANDOM.nextBytes(minimums);
        Array array = db.createArrayOf("bigint", bands);
        try (PreparedStatement insert =
                db.prepareStatement("insert into bench_twins.signature values (?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setBytes(2, minimums);
            insert.setArray(3, array);
            insert.executeUpdate();
        }
        return id;
    }

    private static Long[] bands() {
        Long[] bands = new Long[BANDS];
        Arrays.setAll(bands, i -> RANDOM.nextLong());
        return bands;
    }
}
