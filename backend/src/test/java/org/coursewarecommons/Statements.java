package org.coursewarecommons;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The SQL statements that requests send to the database, as Spring notes them. Background work is left out. */
public final class Statements {

    private Statements() {}

    /** What the requests of a task sent. */
    public static List<String> of(Runnable requests) {
        Collector collector = new Collector();
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        Level before = logger.getLevel();
        boolean additive = logger.isAdditive();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(collector);
        collector.start();
        try {
            requests.run();
            return List.copyOf(collector.seen);
        } finally {
            logger.detachAppender(collector);
            logger.setAdditive(additive);
            logger.setLevel(before);
        }
    }

    private static final class Collector extends AppenderBase<ILoggingEvent> {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            boolean request = event.getThreadName().startsWith("http-")
                    || event.getThreadName().startsWith("tomcat-");
            if (request
                    && event.getFormattedMessage().matches("(?s)Executing (prepared )?SQL (statement|query) \\[.*")) {
                seen.add(event.getFormattedMessage());
            }
        }
    }
}
