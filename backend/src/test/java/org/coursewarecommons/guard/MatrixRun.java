package org.coursewarecommons.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coursewarecommons.Publishing;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** Sends every request of the matrix once, a few rows at a time, and keeps the answers for all tests that look at them. */
final class MatrixRun {

    private static final int AT_A_TIME = 4;

    private static @Nullable MatrixRun only;

    private final Map<String, Door> doors;
    private final Map<Matrix.Row, Map<Persona, Reply>> replies;

    private MatrixRun(Map<String, Door> doors, Map<Matrix.Row, Map<Persona, Reply>> replies) {
        this.doors = doors;
        this.replies = replies;
    }

    static synchronized MatrixRun on(ApplicationContext context) {
        MatrixRun run = only;
        if (run == null) {
            run = new MatrixRun(Doors.of(context, new Publishing(context).api()), new LinkedHashMap<>());
            run.knock(context, Matrix.read());
            only = run;
        }
        return run;
    }

    Map<String, Door> doors() {
        return doors;
    }

    Map<Matrix.Row, Map<Persona, Reply>> replies() {
        return replies;
    }

    /** Rows for operations that have none, with what is answered today: to be judged before they are kept. */
    List<Matrix.Row> proposals(ApplicationContext context) {
        List<String> listed =
                replies.keySet().stream().map(Matrix.Row::operation).toList();
        Fixtures fixtures = new Fixtures(context);
        List<Matrix.Row> unlisted = new ArrayList<>();
        doors.values().stream().filter(door -> !listed.contains(door.key())).forEach(door -> fixtures.statesOf(door)
                .forEach(state -> unlisted.add(new Matrix.Row(door.key(), state, "", Map.of()))));
        knock(context, unlisted);
        return unlisted.stream()
                .map(row -> {
                    Map<Persona, String> seen = new EnumMap<>(Persona.class);
                    replies.get(row).forEach((persona, reply) -> seen.put(persona, Matrix.cell(reply.status())));
                    return new Matrix.Row(row.operation(), row.state(), row.body(), seen);
                })
                .toList();
    }

    private void knock(ApplicationContext context, List<Matrix.Row> rows) {
        Fixtures fixtures = new Fixtures(context);
        Knock knock = new Knock(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<Matrix.Row, Future<Map<Persona, Reply>>> answers = new LinkedHashMap<>();
            rows.stream()
                    .filter(row -> doors.containsKey(row.operation()))
                    .forEach(row -> answers.put(
                            row, workers.submit(() -> knock(knock, fixtures, row, doors.get(row.operation())))));
            for (Map.Entry<Matrix.Row, Future<Map<Persona, Reply>>> answer : answers.entrySet()) {
                replies.put(answer.getKey(), answer.getValue().get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            workers.shutdownNow();
        }
    }

    private static Map<Persona, Reply> knock(Knock knock, Fixtures fixtures, Matrix.Row row, Door door) {
        Map<String, String> ids = fixtures.ids(row.state(), door.changes());
        // A row that is only proposed knows no order yet in which nobody spoils it for the others.
        boolean proposed = row.expected().isEmpty() && door.changes();
        Map<Persona, Reply> replies = new EnumMap<>(Persona.class);
        String body = row.body().isEmpty() ? door.example() : row.body();
        for (Persona persona : inOrder(row)) {
            Reply reply = knock.at(door, ids, persona, body);
            replies.put(persona, reply);
            callOff(knock, reply);
            if (proposed) {
                fixtures.leave(ids);
                ids = fixtures.ids(row.state(), true);
            }
        }
        if (door.changes()) {
            fixtures.leave(ids);
        }
        return replies;
    }

    /** A rebuild of the index that was begun for the matrix's sake would only make other tests wait. */
    private static void callOff(Knock knock, Reply reply) {
        String made = reply.header("Location");
        if (reply.status() == 202 && made.contains("/admin/index-rebuilds/")) {
            Door off = new Door("off", "POST", made + "/cancellation", List.of(), null, null, false);
            knock.at(off, Map.of(), Persona.DISTRICT_STEWARD, null);
        }
    }

    /** Those who may change something come last, the owner after them all: the others meet things as they were made. */
    private static List<Persona> inOrder(Matrix.Row row) {
        return Arrays.stream(Persona.values())
                .sorted(Comparator.comparing((Persona persona) ->
                                row.expected().getOrDefault(persona, "").contains("in"))
                        .thenComparing(persona -> persona == Persona.OWNER)
                        .thenComparing(persona -> persona == Persona.DISTRICT_STEWARD))
                .toList();
    }
}
