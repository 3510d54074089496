package org.coursewarecommons.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rebuilds as persons see them; the work itself is done in the background. */
@Service
class RebuildService {

    private final RebuildRows rows;
    private final ApplicationEventPublisher events;
    private final ObjectMapper mapper;

    RebuildService(RebuildRows rows, ApplicationEventPublisher events, ObjectMapper mapper) {
        this.rows = rows;
        this.events = events;
        this.mapper = mapper;
    }

    /** @throws ProblemException 409 while another one is running */
    @Transactional
    public RebuildView start(boolean compare, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Rebuild rebuild = rows.insert(Ids.next(), compare, actor.id())
                .orElseThrow(() -> new ProblemException(
                        IndexProblem.REBUILD_RUNNING,
                        rows.running().map(running -> running.id().toString()).orElse("")));
        events.publishEvent(new RebuildStarted(rebuild.id(), rebuild.target()));
        return view(rebuild);
    }

    @Transactional(readOnly = true)
    public RebuildView find(UUID id, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        return view(rows.find(id).orElseThrow(ProblemException::notFound));
    }

    @Transactional(readOnly = true)
    public List<RebuildView> latest(int limit, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        return rows.latest(limit).stream().map(this::view).toList();
    }

    /** @throws ProblemException 409 when it is over, or past the point of no return */
    @Transactional
    public RebuildView cancel(UUID id, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Rebuild rebuild = rows.find(id).orElseThrow(ProblemException::notFound);
        if (!rows.requestCancel(id)) {
            throw ProblemException.invalidTransition(
                    rebuild.state() == RebuildState.RUNNING ? rebuild.phase() : rebuild.state());
        }
        events.publishEvent(new RebuildCancelled(id));
        return view(rows.find(id).orElseThrow(ProblemException::notFound));
    }

    private RebuildView view(Rebuild rebuild) {
        return RebuildView.of(rebuild, comparison(rebuild.comparison()));
    }

    private IndexComparison.@Nullable Result comparison(@Nullable String json) {
        try {
            return json == null ? null : mapper.readValue(json, IndexComparison.Result.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the comparison of a rebuild cannot be read", damaged);
        }
    }
}
