package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.spi.ScopeNames;
import org.coursewarecommons.shared.MeCounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The door {@code /me}: who the caller is, put together from what the modules above know. */
@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "organisation", description = "The district's structure and its people / 组织与人员")
class MeController {

    private final ObjectProvider<ScopeNames> scopes;
    private final ObjectProvider<MeCounts> counts;

    MeController(ObjectProvider<ScopeNames> scopes, ObjectProvider<MeCounts> counts) {
        this.scopes = scopes;
        this.counts = counts;
    }

    @GetMapping
    @Operation(operationId = "me", summary = "Who am I / 当前用户")
    MeBody me(Actor actor) {
        Set<String> scopeIds = new TreeSet<>();
        scopes.forEach(names -> scopeIds.addAll(names.scopesOf(actor)));
        return new MeBody(
                actor.isClient() ? null : actor.id(),
                actor.isClient() ? actor.id() : null,
                actor.name(),
                actor.schoolId(),
                actor.roles().stream().sorted().toList(),
                List.copyOf(scopeIds),
                actor.isClient() ? new MeBody.Counts(0, 0, 0, 0) : countsOf(actor.id()));
    }

    private MeBody.Counts countsOf(UUID personId) {
        Map<String, Integer> all = new HashMap<>();
        counts.forEach(some -> all.putAll(some.of(personId)));
        return new MeBody.Counts(
                all.getOrDefault("myTasks", 0),
                all.getOrDefault("available", 0),
                all.getOrDefault("drafts", 0),
                all.getOrDefault("inbox", 0));
    }
}
