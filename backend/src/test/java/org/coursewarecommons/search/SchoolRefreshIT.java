package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.organisation.Organisations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What documents show of their school follows the school. */
@IntegrationTest
class SchoolRefreshIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ApplicationContext context;
    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final UUID school;
    private final String name;
    private final List<Runnable> mend = new ArrayList<>();

    SchoolRefreshIT(ApplicationContext context) {
        this.context = context;
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        school = jdbc.sql("select school_id from organisation.person where code = :code")
                .param("code", AUTHOR)
                .query(UUID.class)
                .single();
        name = jdbc.sql("select name from organisation.unit where id = :id")
                .param("id", school)
                .query(String.class)
                .single();
    }

    @AfterEach
    void asBefore() {
        mend.forEach(Runnable::run);
    }

    @Test
    void aNewNameOfTheSchoolReachesItsDocuments() {
        String title = Publishing.nonce();
        publishing.publish(AUTHOR, title);
        await().atMost(SOON).until(() -> hit(title, "").text("/items/0/school/name"), name::equals);
        String renamed = name + "(更名)";
        mend.add(() -> rename(name));

        rename(renamed);

        await().atMost(SOON).until(() -> hit(title, "").text("/items/0/school/name"), renamed::equals);
    }

    @Test
    void aNewMembershipOfTheSchoolReachesItsDocumentsAndItsEndToo() {
        String title = Publishing.nonce();
        publishing.publish(AUTHOR, title);
        UUID alliance = jdbc.sql(
                        """
                        select id from organisation.unit u
                         where kind = 'ALLIANCE' and not exists (select 1 from organisation.membership
                                where collective_id = u.id and school_id = :school)
                         order by code limit 1
                        """)
                .param("school", school)
                .query(UUID.class)
                .single();
        String filter = "&collective=" + alliance;
        await().atMost(SOON).until(() -> total(title, ""), one -> one == 1);
        assertThat(total(title, filter)).isZero();
        mend.add(() -> leave(alliance));

        jdbc.sql(
                        """
                        insert into organisation.membership (collective_id, school_id, role, valid_from)
                        values (:alliance, :school, 'MEMBER', date '2025-09-01')
                        """)
                .param("alliance", alliance)
                .param("school", school)
                .update();
        await().atMost(SOON).until(() -> total(title, filter), one -> one == 1);

        leave(alliance);
        await().atMost(SOON).until(() -> total(title, filter), none -> none == 0);
    }

    @Test
    void manyDocumentsAreQueuedInBatches() throws IOException {
        List<UUID> ids = Stream.generate(UUID::randomUUID)
                .limit(2 * SchoolRefresh.BATCH + 50)
                .toList();
        Catalogue catalogue = mock(Catalogue.class);
        when(catalogue.findableIds(eq(school), any(), anyInt())).thenAnswer(call -> {
            int from = call.getArgument(1) == null ? 0 : ids.indexOf(call.<UUID>getArgument(1)) + 1;
            return ids.subList(from, Math.min(ids.size(), from + call.<Integer>getArgument(2)));
        });
        try (OwnIndex own = new OwnIndex(context)) {
            ShownSchools schools = new ShownSchools(own.jdbc);
            SchoolRefresh refresh =
                    new SchoolRefresh(mock(Organisations.class), catalogue, schools, own.queue, own.transaction);
            schools.note(Map.of(school, "旧名"));
            refresh.queueNext();
            assertThat(own.due()).as("nothing has changed yet").isZero();
            schools.note(Map.of(school, "新名"));

            refresh.queueNext();
            assertThat(own.due()).isEqualTo(SchoolRefresh.BATCH);
            for (int i = 0; i < 3; i++) {
                schools.note(Map.of(school, "新名"));
                refresh.queueNext();
            }

            assertThat(own.due()).isEqualTo(ids.size());
            assertThat(own.jdbc
                            .sql("select max(seq) from search.document")
                            .query(Long.class)
                            .single())
                    .as("each once")
                    .isEqualTo(1);
        }
    }

    private void rename(String to) {
        jdbc.sql("update organisation.unit set name = :name where id = :id")
                .param("name", to)
                .param("id", school)
                .update();
    }

    private void leave(UUID alliance) {
        jdbc.sql("delete from organisation.membership where collective_id = :alliance and school_id = :school")
                .param("alliance", alliance)
                .param("school", school)
                .update();
    }

    private long total(String title, String more) {
        return hit(title, more).json().get("total").asLong();
    }

    private Api.Answer hit(String title, String more) {
        return publishing.api().as(AUTHOR).get("search?q=" + URLEncoder.encode(title, StandardCharsets.UTF_8) + more);
    }
}
