package org.coursewarecommons.review;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.spi.ReviewBadges;
import org.springframework.stereotype.Component;

/** The badge of a published version: that it was reviewed, when, how high, by which forms, and roughly how well. */
@Component
class Badges implements ReviewBadges {

    private static final int RECOMMENDED_FROM = 85;

    private final Submissions submissions;

    Badges(Submissions submissions) {
        this.submissions = submissions;
    }

    /** How well. */
    enum Band {
        /** Composite of 85 or more. */
        RECOMMENDED,
        /** Composite of 70 or more. */
        APPROVED,
        /** Approved with one role's form below 60. */
        APPROVED_WITH_NOTES
    }

    @Override
    public Map<UUID, Badge> of(Collection<UUID> versionIds) {
        return submissions.publishedVersions(List.copyOf(versionIds)).stream()
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(
                                Submission::versionId,
                                Function.identity(),
                                BinaryOperator.maxBy(Comparator.comparing(Submission::updatedAt))),
                        latest -> latest.values().stream()
                                .collect(Collectors.toMap(Submission::versionId, Badges::badge))));
    }

    Optional<Badge> of(UUID versionId) {
        return Optional.ofNullable(of(List.of(versionId)).get(versionId));
    }

    private static Badge badge(Submission review) {
        return new Badge(
                review.updatedAt(),
                review.level().name(),
                new TreeMap<>(review.rubrics()),
                band(review).name());
    }

    private static Band band(Submission review) {
        if ("APPROVED_WITH_NOTES".equals(review.outcome())) {
            return Band.APPROVED_WITH_NOTES;
        }
        return review.composite() != null && review.composite().intValue() >= RECOMMENDED_FROM
                ? Band.RECOMMENDED
                : Band.APPROVED;
    }
}
