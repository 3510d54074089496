package org.coursewarecommons.localstack.stack;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to start and where.
 *
 * @param directory home of all data; made when missing, kept when the stack stops
 * @param ports the parts to start, each with its port on 127.0.0.1
 * @param seeds folder with {@code organisations/persons.csv} and its neighbours; null: an issuer without accounts
 * @param plugin zip of the Elasticsearch plugin; null: none is installed
 * @param elasticsearchZip the server as it is published
 */
public record StackPlan(
        Path directory,
        Map<PartName, Integer> ports,
        @Nullable Path seeds,
        @Nullable Path plugin,
        @Nullable Path elasticsearchZip) {

    int port(PartName part) {
        Integer port = ports.get(part);
        if (port == null) {
            throw new IllegalArgumentException(part + " is not in the plan");
        }
        return port;
    }
}
