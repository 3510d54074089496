package org.coursewarecommons.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads them from the frozen results, in the attempt that stands. */
@Repository
class StoredCycleProposals implements CycleProposals {

    private static final String SELECT =
            """
            select r.cycle_id, c.term, r.resource_id, r.proposal, r.rule_no, r.deferred, r.effect,
                   cast(r.explanation ->> 'twin' as uuid) as twin
              from evaluation.result r join evaluation.cycle c on c.id = r.cycle_id and c.attempt = r.attempt
             where c.state = 'PUBLISHED' and not c.shadow
            """;

    private static final String OF_THE_LAST =
            """
             and c.term = (select max(term) from evaluation.cycle where state = 'PUBLISHED' and not shadow)
             and r.proposal = :proposal
            """;

    private final JdbcClient jdbc;

    StoredCycleProposals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Proposed> latest(String proposal, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        SELECT + OF_THE_LAST
                                + """
                           and (cast(:after as uuid) is null or r.resource_id > cast(:after as uuid))
                         order by r.resource_id limit :limit
                        """)
                .param("proposal", proposal)
                .param("after", after)
                .param("limit", limit)
                .query(Proposed.class)
                .list();
    }

    @Override
    public long count(String proposal) {
        return jdbc.sql("select count(*) from (" + SELECT + OF_THE_LAST + ") proposed")
                .param("proposal", proposal)
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Proposed> find(UUID cycleId, UUID resourceId) {
        return jdbc.sql(SELECT + " and r.cycle_id = :cycle and r.resource_id = :resource")
                .param("cycle", cycleId)
                .param("resource", resourceId)
                .query(Proposed.class)
                .optional();
    }
}
