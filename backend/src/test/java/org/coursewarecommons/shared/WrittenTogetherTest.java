package org.coursewarecommons.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows that are written when their transaction commits. */
class WrittenTogetherTest {

    private final List<List<String>> written = new ArrayList<>();
    private final WrittenTogether<String> rows = new WrittenTogether<>(all -> written.add(List.copyOf(all)));
    private final TransactionTemplate transaction = new TransactionTemplate(new NoDatabase());
    private final TransactionTemplate another = new TransactionTemplate(transaction.getTransactionManager());

    /** A transaction of nothing. */
    private static final class NoDatabase extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        private boolean begun;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return begun;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            begun = true;
        }

        @Override
        protected Object doSuspend(Object transaction) {
            begun = false;
            return this;
        }

        @Override
        protected void doResume(Object transaction, Object suspended) {
            begun = true;
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            begun = false;
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            begun = false;
        }
    }

    @BeforeEach
    void nest() {
        another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @Test
    void rowsOfATransactionAreWrittenAtItsEndInOrder() {
        transaction.executeWithoutResult(status -> {
            rows.add("one");
            rows.add("two");
            assertThat(written).isEmpty();
        });
        assertThat(written).containsExactly(List.of("one", "two"));
    }

    @Test
    void aTransactionThatIsRolledBackTakesThemAlong() {
        transaction.executeWithoutResult(status -> {
            rows.add("one");
            status.setRollbackOnly();
        });
        assertThat(written).isEmpty();
    }

    @Test
    void aTransactionInsideAnotherWritesItsOwn() {
        transaction.executeWithoutResult(status -> {
            rows.add("outer");
            another.executeWithoutResult(inner -> rows.add("inner"));
            rows.add("outer again");
        });
        assertThat(written).containsExactly(List.of("inner"), List.of("outer", "outer again"));
    }

    @Test
    void whatIsRolledBackToASavepointIsNotWritten() {
        transaction.executeWithoutResult(status -> {
            Object early = savepoint();
            rows.add("one");
            rows.add("two");
            Object late = savepoint();
            rows.add("three");
            rollBackTo(late);
            rows.add("four");
            Object last = savepoint();
            rows.write();
            rows.add("five");
            rollBackTo(last);
            rows.add("six");
            rollBackTo(early);
            rows.add("seven");
        });
        assertThat(written).containsExactly(List.of("one", "two", "four"), List.of("seven"));
    }

    @Test
    void whatComesWhileTheTransactionEndsIsWrittenAtOnce() {
        transaction.executeWithoutResult(status -> {
            rows.add("one");
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    rows.add("two");
                }
            });
        });
        assertThat(written.stream().flatMap(List::stream)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void withoutATransactionEachIsWrittenAtOnce() {
        rows.add("one");
        rows.add("two");
        assertThat(written).containsExactly(List.of("one"), List.of("two"));
    }

    private static Object savepoint() {
        Object savepoint = new Object();
        TransactionSynchronizationManager.getSynchronizations().forEach(each -> each.savepoint(savepoint));
        return savepoint;
    }

    private static void rollBackTo(Object savepoint) {
        TransactionSynchronizationManager.getSynchronizations().forEach(each -> each.savepointRollback(savepoint));
    }
}
