package org.coursewarecommons.sharing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.spi.SubmissionPolicy;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.shared.Fault;
import org.springframework.stereotype.Component;

/**
 * A new version goes to all who read the live one: whoever wants fewer to read it asks for a hearing, and doesn't let the
 * next version do it without a word.
 */
@Component
class NarrowingPolicy implements SubmissionPolicy {

    private final StoredVisibility visibility;
    private final Organisations organisations;

    NarrowingPolicy(StoredVisibility visibility, Organisations organisations) {
        this.visibility = visibility;
        this.organisations = organisations;
    }

    @Override
    public List<Fault> faults(VersionDetail version) {
        TargetScope wanted = version.metadata().targetScope();
        Set<String> now =
                visibility.scopesOf(List.of(version.resourceId())).getOrDefault(version.resourceId(), Set.of());
        if (wanted == null || now.isEmpty()) {
            return List.of();
        }
        if (rank(now) > wanted.level().ordinal()) {
            return List.of(Fault.of("/targetScope/level", "narrowing"));
        }
        if (wanted.level() != TargetScope.Level.COLLECTIVE
                || wanted.collectiveIds() == null
                || wanted.collectiveIds().isEmpty()) {
            return List.of();
        }
        // A collective that the school has left meanwhile is no loss of this version's making.
        Set<String> lost = new HashSet<>();
        organisations.collectivesOf(version.schoolId()).stream()
                .filter(id -> !wanted.collectiveIds().contains(id))
                .map(StoredVisibility::collective)
                .filter(now::contains)
                .forEach(lost::add);
        return lost.isEmpty() ? List.of() : List.of(Fault.of("/targetScope/collectiveIds", "narrowing"));
    }

    private static int rank(Set<String> scopes) {
        if (scopes.contains(StoredVisibility.PUBLIC)) {
            return TargetScope.Level.PUBLIC.ordinal();
        }
        if (scopes.contains(StoredVisibility.DISTRICT)) {
            return TargetScope.Level.DISTRICT.ordinal();
        }
        return scopes.stream().anyMatch(scope -> scope.startsWith("collective:"))
                ? TargetScope.Level.COLLECTIVE.ordinal()
                : TargetScope.Level.SCHOOL.ordinal();
    }
}
