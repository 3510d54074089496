package org.coursewarecommons.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.BackendProcess;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.TestStack;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * An export goes into a second system that has nothing: a backend process of its own on an empty database, an empty
 * bucket and an index of its own. What comes out of that one again is what went in.
 */
@IntegrationTest
class EmptySystemIT {

    private static final String DATABASE =
            "second_" + UUID.randomUUID().toString().substring(0, 8);

    private final Api first;
    private final JdbcClient here;

    EmptySystemIT(ApplicationContext context) {
        first = new Publishing(context).api();
        here = context.getBean(JdbcClient.class);
    }

    @Test
    void nothingIsLostOnTheWayIntoAnEmptySystem() throws Exception {
        List<UUID> resources = Exports.imported(first, Exports.varied());
        byte[] exported = Exports.export(first.as(Exports.OWNER), Map.of("resourceIds", resources));
        here.sql("create database " + DATABASE).update();
        TestStack stack = TestStack.get();
        String url = stack.property("spring.datasource.url").replaceFirst("/[^/?]+(\\?|$)", "/" + DATABASE + "$1");
        BackendProcess second = BackendProcess.start(Map.of(
                "spring.datasource.url",
                url,
                "spring.datasource.hikari.maximum-pool-size",
                "8",
                "courseware.s3.bucket",
                DATABASE.replace('_', '-'),
                "courseware.search.alias",
                DATABASE));
        SingleConnectionDataSource connection = new SingleConnectionDataSource(
                DriverManager.getConnection(
                        url,
                        stack.property("spring.datasource.username"),
                        stack.property("spring.datasource.password")),
                true);
        try {
            JdbcClient there = JdbcClient.create(connection);
            assertThat(there.sql("select count(*) from catalog.resource")
                            .query(Long.class)
                            .single())
                    .isZero();
            Api api = Api.on(second.port());

            List<UUID> arrived = Exports.imported(api, exported);

            byte[] again = Exports.export(api.as(Exports.OWNER), Map.of("resourceIds", arrived));
            assertThat(Exports.rows(again)).containsExactlyInAnyOrderElementsOf(Exports.rows(exported));
            assertThat(arrived.stream().map(id -> Exports.record(there, id)).toList())
                    .containsExactlyInAnyOrderElementsOf(resources.stream()
                            .map(id -> Exports.record(here, id))
                            .toList());
        } finally {
            connection.destroy();
            second.kill();
            here.sql("drop database " + DATABASE + " with (force)").update();
        }
    }
}
