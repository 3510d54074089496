package org.coursewarecommons.evaluation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredTermVerdicts implements TermVerdicts {

    private final JdbcClient jdbc;

    StoredTermVerdicts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Instant> publishedAt(String term) {
        return jdbc.sql("select closed_at from evaluation.cycle where term = :term and state = 'PUBLISHED'")
                .param("term", term)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public List<TermVerdict> of(String term) {
        return jdbc.sql(
                        """
                        select r.resource_id, r.proposal, r.effect
                          from evaluation.result r join evaluation.cycle c on c.id = r.cycle_id and c.attempt = r.attempt
                         where c.term = :term and c.state = 'PUBLISHED' order by r.resource_id
                        """)
                .param("term", term)
                .query(TermVerdict.class)
                .list();
    }
}
