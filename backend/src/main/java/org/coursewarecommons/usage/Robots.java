package org.coursewarecommons.usage;

import java.util.List;
import java.util.Locale;
import org.coursewarecommons.shared.SeedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tells programs that follow links from people who read (DOMAIN 4.3 C2); the list is data. */
@Component
class Robots implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final SeedFiles seeds;
    private volatile List<String> patterns = List.of();

    Robots(JdbcClient jdbc, SeedFiles seeds) {
        this.jdbc = jdbc;
        this.seeds = seeds;
    }

    @Override
    public void afterSingletonsInstantiated() {
        seeds.read("usage/robots.csv", "1", rows -> {
            jdbc.sql("delete from usage.robot").update();
            rows.forEach(row -> jdbc.sql("insert into usage.robot (pattern) values (:pattern)")
                    .param("pattern", row.get("pattern").toLowerCase(Locale.ROOT))
                    .update());
        });
        patterns = jdbc.sql("select pattern from usage.robot order by pattern")
                .query(String.class)
                .list();
    }

    /** Whether the program that sent the present request calls itself one; false outside a request. */
    boolean isCalling() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && isRobot(request.getRequest().getHeader(HttpHeaders.USER_AGENT));
    }

    private boolean isRobot(@Nullable String agent) {
        return agent != null && isRobot(agent, patterns);
    }

    /** @param patterns in lower case */
    static boolean isRobot(String agent, List<String> patterns) {
        String name = agent.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(name::contains);
    }
}
