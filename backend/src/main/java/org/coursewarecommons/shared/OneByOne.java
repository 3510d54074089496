package org.coursewarecommons.shared;

import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How sweeps work: each thing in a transaction of its own, so that one that fails holds up no other. */
@Component
public class OneByOne {

    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

    private final TransactionTemplate transaction;

    OneByOne(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /** @param what for the log; what fails is left for the next time */
    public <T> void each(String what, Collection<T> things, Consumer<T> act) {
        for (T thing : things) {
            try {
                transaction.executeWithoutResult(status -> act.accept(thing));
            } catch (RuntimeException failed) {
                LOG.warn("{} of {} failed and is tried again: {}", what, thing, failed.toString());
            }
        }
    }
}
