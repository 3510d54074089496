package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** DT-R2 over a district of four schools: two in a collective, one paired with the first, one far off. */
class ConflictsTest {

    private static final UUID AUTHOR = new UUID(1, 1);
    private static final UUID REVIEWER = new UUID(1, 2);
    private static final UUID HOME = new UUID(2, 1);
    private static final UUID SISTER = new UUID(2, 2);
    private static final UUID PAIRED = new UUID(2, 3);
    private static final UUID FAR = new UUID(2, 4);
    private static final UUID GROUP = new UUID(3, 1);

    private final Conflicts conflicts = new Conflicts(new District());

    @Test
    void theAuthorNeverReviews() {
        for (Level level : Level.values()) {
            assertThat(rule(level, AUTHOR, HOME)).contains("author");
        }
    }

    @Test
    void aColleagueReviewsAtSchoolLevelAlone() {
        assertThat(rule(Level.L1, REVIEWER, HOME)).isEmpty();
        assertThat(rule(Level.L2, REVIEWER, HOME)).contains("same-school");
        assertThat(rule(Level.L3, REVIEWER, HOME)).contains("same-school");
    }

    @Test
    void aPairedSchoolDoesNotReviewAtAnyLevel() {
        assertThat(rule(Level.L1, REVIEWER, PAIRED)).contains("paired-school");
        assertThat(rule(Level.L2, REVIEWER, PAIRED)).contains("paired-school");
        assertThat(rule(Level.L3, REVIEWER, PAIRED)).contains("paired-school");
    }

    @Test
    void theSameCollectiveReviewsUpToItsOwnLevel() {
        assertThat(rule(Level.L2, REVIEWER, SISTER)).isEmpty();
        assertThat(rule(Level.L3, REVIEWER, SISTER)).contains("same-collective");
    }

    @Test
    void otherSchoolsAndStaffOfTheDistrictAreFree() {
        assertThat(rule(Level.L3, REVIEWER, FAR)).isEmpty();
        assertThat(rule(Level.L3, REVIEWER, null)).isEmpty();
    }

    @Test
    void whatListsExcludeIsWhatTheRuleRefuses() {
        assertThat(conflicts.exclusions(Level.L3, HOME, Set.of(AUTHOR)))
                .isEqualTo(Map.of(
                        "person:" + AUTHOR, "author",
                        "school:" + HOME, "same-school",
                        "school:" + PAIRED, "paired-school",
                        "collective:" + GROUP, "same-collective"));
    }

    private Optional<String> rule(Level level, UUID person, @Nullable UUID school) {
        return conflicts.rule(level, HOME, Set.of(AUTHOR), person, school);
    }

    private static class District implements Organisations {

        @Override
        public OrganisationUnit district() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<OrganisationUnit> find(UUID id) {
            return Optional.empty();
        }

        @Override
        public Map<UUID, OrganisationUnit> byIds(Collection<UUID> ids) {
            return Map.of();
        }

        @Override
        public Map<String, OrganisationUnit> byCodes(Collection<String> codes) {
            return Map.of();
        }

        @Override
        public List<OrganisationUnit> schools() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<UUID> collectivesOf(UUID schoolId) {
            return schoolId.equals(HOME) || schoolId.equals(SISTER) ? Set.of(GROUP) : Set.of();
        }

        @Override
        public Map<UUID, Set<UUID>> collectivesOf(Collection<UUID> schoolIds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<UUID> collectiveOfClient(UUID clientId) {
            return Optional.empty();
        }

        @Override
        public Set<UUID> pairedWith(UUID schoolId) {
            return schoolId.equals(HOME) ? Set.of(PAIRED) : Set.of();
        }
    }
}
