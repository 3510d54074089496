package org.coursewarecommons.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.context.ApplicationContext;

/**
 * Who may do what, as a table: {@code src/test/resources/authorization.csv}. An operation without a row fails. To have
 * rows proposed for new operations, from what they answer now, and then judge them by reading the difference:
 *
 * <pre>./mvnw -pl workflow-models,backend test -Dtest=AuthorizationMatrixIT -Dauthorization.write=true -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@IntegrationTest
class AuthorizationMatrixIT {

    private final ApplicationContext context;
    private final MatrixRun run;

    AuthorizationMatrixIT(ApplicationContext context) {
        this.context = context;
        run = MatrixRun.on(context);
    }

    @TestFactory
    Stream<DynamicTest> everyPersonaMeetsWhatTheMatrixSays() {
        return run.replies().entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey().name(), () -> agree(row.getKey(), row.getValue())));
    }

    @Test
    void everyOperationHasARowAndEveryRowAnOperation() {
        List<Matrix.Row> rows = new ArrayList<>(Matrix.read());
        List<String> listed = rows.stream().map(Matrix.Row::operation).toList();
        if (Boolean.getBoolean("authorization.write")) {
            rows.addAll(run.proposals(context));
            Matrix.write(rows);
            return;
        }

        assertThat(run.doors().keySet())
                .as("operations without a row in %s; -Dauthorization.write=true proposes them", Matrix.FILE)
                .isSubsetOf(listed);
        assertThat(listed)
                .as("rows of operations that are gone")
                .isSubsetOf(run.doors().keySet());
    }

    /** Anonymous callers get through at the doors that are meant for them, and nowhere else. */
    @Test
    void theDoorsWithoutATokenAreCounted() {
        List<String> open = Matrix.read().stream()
                .filter(row -> !row.expected().get(Persona.ANONYMOUS).equals("401"))
                .map(Matrix.Row::operation)
                .distinct()
                .toList();

        assertThat(open).isSubsetOf(OpenDoors.KEYS);
    }

    private static void agree(Matrix.Row row, Map<Persona, Reply> replies) {
        List<String> wrong = new ArrayList<>();
        replies.forEach((persona, reply) -> {
            String cell = row.expected().get(persona);
            // A row that was proposed in this very run has nothing to agree with yet.
            if (cell != null && !Matrix.agrees(cell, reply.status())) {
                wrong.add("expected " + cell + " of " + reply);
            }
        });
        assertThat(wrong).isEmpty();
    }
}
