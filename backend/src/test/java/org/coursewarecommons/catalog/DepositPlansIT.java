package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A deposit costs the same among many resources as among few: whatever it asks of the catalogue, an index answers. */
@IntegrationTest
class DepositPlansIT {

    private static final String AUTHOR = "T-JHS-005-02";
    private static final Pattern SQL = Pattern.compile("(?s)Executing prepared SQL statement \\[(.*)]");

    /** Inside a function, because the driver would take the plan's placeholders for values that it has to send. */
    private static final String PLANNER =
            """
            create or replace function pg_temp.plan_of(statement text) returns setof text language plpgsql as $plan$
            declare line text;
            begin
                for line in execute 'explain (generic_plan) ' || statement loop return next line; end loop;
            end $plan$
            """;

    private final Publishing publishing;
    private final Api author;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DepositPlansIT(ApplicationContext context) {
        publishing = new Publishing(context);
        author = publishing.api().as(AUTHOR);
        jdbc = context.getBean(JdbcClient.class);
        transaction = context.getBean(TransactionTemplate.class);
    }

    @Test
    void everyStepOfADepositReadsByIndex() throws java.io.IOException {
        byte[] bytes = Files.readAllBytes(Path.of("..", "seeds", "courseware", "fenshu-lianxi.docx"));

        Set<String> statements = catalogueStatements(Statements.of(() -> {
            UUID id = publishing.draft(AUTHOR, "按索引", Map.of("type", "TRAINING"));
            author.ifMatch("*").patch("resources/" + id, Map.of("altTitle", "又名"));
            author.upload("resources/" + id + "/files", "附件.docx", "application/octet-stream", bytes);
            assertThat(author.post("resources/" + id + "/submissions", Map.of("promise", true))
                            .status())
                    .isEqualTo(202);
        }));

        assertThat(statements).hasSizeGreaterThan(8);
        List<String> scanning = new ArrayList<>();
        for (String statement : statements) {
            String plan = plan(statement);
            if (plan.contains("Seq Scan") || count(plan, "Index (Only )?Scan") > count(plan, "Index Cond:")) {
                scanning.add(statement + "\n" + plan);
            }
        }
        assertThat(scanning).isEmpty();
    }

    private static Set<String> catalogueStatements(List<String> logged) {
        Set<String> statements = new LinkedHashSet<>();
        for (String line : logged) {
            Matcher sql = SQL.matcher(line);
            if (sql.matches() && sql.group(1).contains("catalog.")) {
                statements.add(sql.group(1));
            }
        }
        return statements;
    }

    /** As the planner sees it when it may choose any index and knows no values. */
    private String plan(String statement) {
        StringBuilder numbered = new StringBuilder();
        Matcher placeholder = Pattern.compile("\\?").matcher(statement);
        for (int i = 1; placeholder.find(); i++) {
            placeholder.appendReplacement(numbered, "\\$" + i);
        }
        placeholder.appendTail(numbered);
        return transaction.execute(status -> {
            jdbc.sql(PLANNER).update();
            jdbc.sql("set local enable_seqscan = off").update();
            return String.join(
                    "\n",
                    jdbc.sql("select line from pg_temp.plan_of(?) as line")
                            .param(numbered.toString())
                            .query(String.class)
                            .list());
        });
    }

    private static long count(String plan, String pattern) {
        return Pattern.compile(pattern).matcher(plan).results().count();
    }
}
