package org.coursewarecommons.localstack.journey;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.coursewarecommons.localstack.journey.JourneyPlan.Expected;
import org.coursewarecommons.localstack.journey.JourneyPlan.Item;
import org.coursewarecommons.localstack.journey.JourneyPlan.Phrases;
import org.coursewarecommons.localstack.journey.JourneyPlan.Round;
import org.jspecify.annotations.Nullable;

/**
 * Walks the main job end to end as a client of the public API: three resources are deposited, reviewed and, when they
 * pass, found and used; wrong moves are refused. Prints every step; data of earlier runs don't disturb it.
 */
public final class CoursewareJourney {

    private static final Duration DECISION = Duration.ofSeconds(30);
    private static final String STEWARD = "D-01";
    /** The city's platform, which gets what is public. */
    private static final String OUTSIDE = "client-city";

    private static final Set<String> UNDER_WAY = Set.of("SUBMITTED");

    private final JourneyPlan plan;
    private final Seeds seeds;
    private final Steps steps;
    private final Http http;
    private final DepositWalk deposits;
    private final ReviewWalk reviews;
    private final UseWalk uses;
    private final ShareWalk shares;
    private final RetireWalk retirements;
    private final Probes probes;
    /** What was published and used; in the end it leaves and comes back. */
    private @Nullable Deposited leaving;

    private final String mark = LocalDateTime.now().format(DateTimeFormatter.ofPattern("MMddHHmmssSSS"));

    /**
     * @param out takes the printed lines
     * @throws java.io.UncheckedIOException when a seed file is missing or broken
     */
    public CoursewareJourney(JourneyTarget target, Consumer<String> out) {
        this.steps = new Steps(out);
        this.seeds = new Seeds(target.seeds());
        this.plan = seeds.plan();
        this.http = new Http(target, steps);
        this.deposits = new DepositWalk(http, seeds);
        this.probes = new Probes(http, seeds);
        this.reviews = new ReviewWalk(http, seeds, probes);
        this.uses = new UseWalk(http);
        this.shares = new ShareWalk(http);
        this.retirements = new RetireWalk(http);
    }

    /** @return true when every step held */
    public boolean walk() {
        long begun = System.nanoTime();
        boolean held = true;
        for (Item item : plan.items()) {
            held &= part(item.resource().path("title").asText(), () -> walk(item));
        }
        held &= part("被拒绝的操作 / Wrong moves", () -> probes.draft(plan.searcher(), mark));
        Deposited last = leaving;
        if (last != null) {
            held &= part("出库与恢复 / Retired and restored", () -> leaveAndReturn(last));
        }
        steps.heading("%d 步, %d 步失败, %.1f 秒 / %1$d steps, %2$d failed, %3$.1f s"
                .formatted(steps.count(), steps.failures(), (System.nanoTime() - begun) / 1e9));
        return held;
    }

    private boolean part(String heading, Runnable walk) {
        steps.heading(heading);
        try {
            walk.run();
            return true;
        } catch (JourneyFailure failure) {
            steps.note("中断 / broken off: " + failure.getMessage());
            return false;
        }
    }

    private void walk(Item item) {
        Deposited deposited = deposits.deposit(item, mark);
        String submissionId = deposits.submit(deposited);
        if (item.search() != null) {
            uses.cannotFind(plan.searcher(), deposited, item.search());
        }
        for (Round round : item.rounds()) {
            if (round.revision() != null) {
                deposits.resubmit(deposited, submissionId, round.revision());
            }
            boolean first = item == plan.items().get(0) && round.round() == 1;
            reviews.review(deposited, submissionId, round, first);
            decided(deposited, submissionId, round.expected());
        }
    }

    /** With its author's consent and two signatures it leaves; with new evidence it is reviewed and comes back. */
    private void leaveAndReturn(Deposited deposited) {
        Item item = deposited.item();
        Phrases search = Objects.requireNonNull(item.search());
        String hearing = retirements.retire(plan.searcher(), search.titlePhrase(), deposited);
        String submissionId = retirements.restore(hearing, deposited);
        // The new version's files have ids of their own, so remarks name none.
        Deposited again = deposited.withoutFiles();
        reviews.again(again, submissionId, item.rounds().get(0));
        http.as(plan.searcher(), "GET", "/resources/" + deposited.resourceId())
                .until(
                        "已恢复 / It is back",
                        DECISION,
                        answer -> answer.status() == 200,
                        answer -> answer.require("/version", "2.0"));
        http.as(item.author(), "GET", hearing)
                .step("听证记录 / The hearing's record", 200, answer -> answer.require("/state", "RESTORED"));
    }

    private void decided(Deposited deposited, String submissionId, Expected expected) {
        String author = deposited.item().author();
        Answer outcome = http.as(author, "GET", "/submissions/" + submissionId)
                .until(
                        "审核结论 / The outcome",
                        DECISION,
                        answer -> !UNDER_WAY.contains(answer.text("/state")),
                        answer -> Outcomes.check(answer, expected));
        long seen = System.nanoTime();
        Outcomes.describe(outcome).forEach(steps::note);
        if (expected.state().equals("PUBLISHED")) {
            published(deposited, seen);
        } else {
            http.as(author, "GET", "/resources/" + deposited.resourceId())
                    .step("作者可读 / Its author reads it", 200, answer -> answer.require("/state", expected.state()));
            http.as(plan.searcher(), "GET", "/resources/" + deposited.resourceId())
                    .step("他人不可见 / Nobody else sees it", 404, answer -> answer.requireProblem("not-found"));
        }
    }

    private void published(Deposited deposited, long seen) {
        Item item = deposited.item();
        if (item.search() != null) {
            uses.find(plan.searcher(), deposited, item.search(), seen);
        }
        http.as(plan.searcher(), "GET", "/resources/" + deposited.resourceId())
                .step("查看已发布资源 / Read what is published", 200, answer -> answer.require("/state", "PUBLISHED"));
        if (item.search() != null && item.use() != null) {
            uses.isRecommended(plan.searcher(), deposited);
            uses.isCovered(STEWARD, deposited);
            uses.download(plan.searcher(), deposited);
            uses.use(plan.searcher(), deposited, item.use());
            uses.useAsClient(plan.client(), seeds.clientSecret(plan.client()), deposited, item.search());
            shares.collect(plan.searcher(), deposited);
            leaving = deposited;
            shares.widen(item.author(), STEWARD, OUTSIDE, seeds.clientSecret(OUTSIDE), deposited);
        }
    }
}
