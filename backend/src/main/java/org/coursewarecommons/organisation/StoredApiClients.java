package org.coursewarecommons.organisation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code organisation.api_client}. */
@Repository
class StoredApiClients implements ApiClients {

    private final JdbcClient jdbc;

    StoredApiClients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<ApiClient> apiClients() {
        return jdbc.sql("select id, code, name, school_id, collective_id from organisation.api_client order by code")
                .query(ApiClient.class)
                .list();
    }
}
