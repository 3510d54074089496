package org.coursewarecommons.search;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.sharing.ScopesChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A rebuild of an index of one's own, claimed and worked off as a backend would. */
abstract class RebuildCase {

    static final String AUTHOR = "T-JHS-005-01";

    final ApplicationContext context;
    final Publishing publishing;

    OwnIndex own;
    UUID resource;

    RebuildCase(ApplicationContext context) {
        this.context = context;
        publishing = new Publishing(context);
    }

    /** The process dies here. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void anIndexThatIsFed() {
        own = new OwnIndex(context);
        resource = publishing.publish(AUTHOR, Publishing.nonce());
        own.queue.bump(resource);
        own.feed();
    }

    @AfterEach
    void close() throws IOException {
        own.close();
    }

    Rebuild request(boolean compare) {
        return own.rebuilds.insert(UUID.randomUUID(), compare, null).orElseThrow();
    }

    Rebuild run(Rebuild rebuild) throws InterruptedException {
        claimAndRun(own.work());
        return own.rebuilds.find(rebuild.id()).orElseThrow();
    }

    void claimAndRun(RebuildWork work) throws InterruptedException {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            Optional<Rebuild> claimed = own.rebuilds.claim();
            if (claimed.isPresent()) {
                work.run(claimed.get());
            }
            return claimed.isPresent();
        });
    }

    void kill(RebuildWork work) throws InterruptedException {
        try {
            claimAndRun(work);
        } catch (Killed killed) {
            // as meant
        }
        own.jdbc
                .sql("update search.rebuild set claimed_until = now() - interval '1 s'")
                .update();
    }

    long seq(UUID id) {
        return own.jdbc
                .sql("select seq from search.document where resource_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    long version(UUID id) throws IOException {
        Long version = own.engine
                .get(get -> get.index(own.properties.alias()).id(id.toString()), Object.class)
                .version();
        return version == null ? 0 : version;
    }

    /** For the application's own index as well. */
    void withdraw(UUID id) {
        context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            context.getBean(JdbcClient.class)
                    .sql("delete from sharing.scope where resource_id = :id")
                    .param("id", id)
                    .update();
            context.publishEvent(new ScopesChanged(id, Set.of()));
        });
    }
}
