package org.coursewarecommons.search;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coursewarecommons.TestStack;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine as a plain client finds it: the service's own requests and documents, without the service. */
final class BareEngine {

    private static final int PREPARED = 20_000;

    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final String engine = TestStack.get().property("spring.elasticsearch.uris");

    BareEngine(ApplicationContext context) {
        this.context = context;
        jdbc = context.getBean(JdbcClient.class);
    }

    /** Bodies of {@code _bulk}, of some 3 MB. */
    List<byte[]> prepared() throws Exception {
        ObjectMapper mapper = context.getBean(ObjectMapper.class);
        DocumentLoader loader = context.getBean(DocumentLoader.class);
        List<UUID> ids = jdbc.sql("select resource_id from search.document order by resource_id limit " + PREPARED)
                .query(UUID.class)
                .list();
        List<byte[]> bodies = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (int from = 0; from < ids.size(); from += 500) {
            for (var document : loader.load(ids.subList(from, Math.min(from + 500, ids.size())))
                    .values()) {
                body.append("{\"index\":{\"_id\":\"" + document.id()
                                + "\",\"version\":1,\"version_type\":\"external\"}}\n")
                        .append(mapper.writeValueAsString(document))
                        .append('\n');
                if (body.length() > 1_500_000) {
                    bodies.add(body.toString().getBytes(StandardCharsets.UTF_8));
                    body.setLength(0);
                }
            }
        }
        bodies.add(body.toString().getBytes(StandardCharsets.UTF_8));
        return bodies;
    }

    /** As many at once as a rebuild sends. @return documents a second */
    double bulk(List<byte[]> bodies, String index) throws Exception {
        ResourceIndex indexes = context.getBean(ResourceIndex.class);
        indexes.createForBuilding(index);
        ExecutorService lanes = Executors.newFixedThreadPool(2);
        long begun = System.nanoTime();
        List<Future<Double>> sent = new ArrayList<>();
        for (byte[] body : bodies) {
            sent.add(lanes.submit(
                    () -> Timings.millis(HttpRequest.newBuilder(URI.create(engine + "/" + index + "/_bulk"))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofByteArray(body))
                            .build())));
        }
        for (Future<Double> one : sent) {
            one.get();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        lanes.shutdown();
        indexes.drop(index);
        return Math.min(PREPARED, count()) / seconds;
    }

    private long count() {
        return jdbc.sql("select count(*) from search.document")
                .query(Long.class)
                .single();
    }

    /** What the service sends to the engine for it, byte for byte: the client's own tracer tells. */
    HttpRequest sniff(HttpRequest ours) throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        Logger tracer = (Logger) LoggerFactory.getLogger("tracer");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                seen.add(event.getFormattedMessage());
            }
        };
        tracer.setAdditive(false);
        tracer.setLevel(Level.TRACE);
        tracer.addAppender(appender);
        appender.start();
        try {
            Timings.millis(ours);
        } finally {
            tracer.detachAppender(appender);
            tracer.setLevel(Level.OFF);
        }
        for (String line : seen) {
            Matcher call = Pattern.compile("curl -iX POST '([^']*/_search[^']*)' -d '(.*?)'\\n#", Pattern.DOTALL)
                    .matcher(line);
            if (call.find()) {
                return HttpRequest.newBuilder(URI.create(call.group(1)))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(call.group(2)))
                        .build();
            }
        }
        throw new IllegalStateException("the service sent no search: " + seen);
    }
}
