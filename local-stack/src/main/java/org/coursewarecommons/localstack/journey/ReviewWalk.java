package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coursewarecommons.localstack.journey.JourneyPlan.Round;
import org.coursewarecommons.localstack.journey.JourneyPlan.VetoCheck;

/** The reviewers' part: each finds the task in the queue, takes it, saves a half-filled form and hands in the sheet. */
final class ReviewWalk {

    private static final Duration STEP = Duration.ofSeconds(20);
    private static final String COORDINATOR = "RC-01";
    private static final String CHAIR = "C-01";

    private static final Map<String, String> ROLES =
            Map.of("TECHNICIAN", "TECHNICIAN", "EXPERT", "EXPERT", "TEACHER", "TEACHER_REVIEWER");

    private final Http http;
    private final Seeds seeds;
    private final Probes probes;

    ReviewWalk(Http http, Seeds seeds, Probes probes) {
        this.http = http;
        this.seeds = seeds;
        this.probes = probes;
    }

    /** @param probing whether wrong moves are tried on the way */
    void review(Deposited deposited, String submissionId, Round round, boolean probing) {
        if (round.round() == 1) {
            school(new Case(deposited, submissionId, 1, "L1"), round);
            Case collective = new Case(deposited, submissionId, 1, "L2");
            technicians(collective, round, probing);
            List<Offer> first = new ArrayList<>(offered(collective, "EXPERT", plain(round, "EXPERT")));
            first.addAll(offered(collective, "TEACHER", plain(round, "TEACHER")));
            inParallel(collective, first);
        }
        Case review = new Case(deposited, submissionId, round.round(), "L3");
        if (round.round() > 1) {
            technicians(review, round, probing);
        }
        List<Offer> peers =
                new ArrayList<>(offered(review, "EXPERT", round.sheets().get("EXPERT")));
        peers.addAll(offered(review, "TEACHER", round.sheets().get("TEACHER")));
        if (probing) {
            conflicts(deposited, peers.get(0));
        }
        inParallel(review, peers);
        VetoCheck check = round.vetoCheck();
        if (check != null) {
            veto(review, check);
        }
    }

    /** What was retired comes back: the second level and the third look at it once more. */
    void again(Deposited deposited, String submissionId, Round round) {
        Case collective = new Case(deposited, submissionId, 1, "L2");
        technicians(collective, round, false);
        List<Offer> first = new ArrayList<>(offered(collective, "EXPERT", plain(round, "EXPERT")));
        first.addAll(offered(collective, "TEACHER", plain(round, "TEACHER")));
        inParallel(collective, first);
        Case district = new Case(deposited, submissionId, 1, "L3");
        List<Offer> peers =
                new ArrayList<>(offered(district, "EXPERT", round.sheets().get("EXPERT")));
        peers.addAll(offered(district, "TEACHER", round.sheets().get("TEACHER")));
        inParallel(district, peers);
    }

    /** The author's school looks first: its admin, since hardly any school has a reviewer of its own. */
    private void school(Case review, Round round) {
        String admin = "SA-" + seeds.schoolOf(review.deposited().item().author());
        for (Offer offer : offered(review, "TEACHER", plain(round, "TEACHER"))) {
            new Reviewer(review, offer, new ArrayDeque<>(List.of(admin))).work(false);
        }
    }

    /** Their result holds for the levels above too, as long as no file changes. */
    private void technicians(Case review, Round round, boolean probing) {
        for (Offer technician : offered(review, "TECHNICIAN", round.sheets().get("TECHNICIAN"))) {
            new Reviewer(review, technician, candidates(review.deposited(), "TECHNICIAN")).work(probing);
        }
    }

    /** One sheet of a kind that lets the item pass: what the plan keeps is for the last level. */
    private static List<JsonNode> plain(Round round, String kind) {
        ObjectNode sheet = round.sheets().get(kind).get(0).deepCopy();
        ObjectNode scores = (ObjectNode) sheet.path("scores");
        names(scores).forEach(dimension -> scores.put(dimension, 4));
        sheet.putArray("vetoes");
        sheet.putArray("remarks");
        sheet.put("comment", "符合本级要求，同意提交上一级评审。");
        return List.of(sheet);
    }

    private static List<String> names(ObjectNode scores) {
        List<String> names = new ArrayList<>();
        scores.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The author, and an expert of the author's school when there is one. */
    private void conflicts(Deposited deposited, Offer offer) {
        String author = deposited.item().author();
        probes.ownTask(author, offer.taskId(), deposited.mark());
        candidates(deposited, "EXPERT").stream()
                .filter(expert -> seeds.schoolOf(expert).equals(seeds.schoolOf(author)))
                .findFirst()
                .ifPresent(expert -> probes.sameSchool(expert, offer.taskId(), deposited.mark()));
    }

    /** A round of a review at one level. */
    private record Case(Deposited deposited, String submissionId, int round, String level) {}

    /** An open task and the sheet that is kept for it. */
    private record Offer(String kind, String taskId, JsonNode sheet) {}

    /** The coordinator sees every task of the team; so it is known which ones wait, and that they are as many as sheets. */
    private List<Offer> offered(Case review, String kind, List<JsonNode> sheets) {
        Answer open = http.as(COORDINATOR, "GET", queue("team", kind, review))
                .until(
                        "等待任务 / Tasks wait: " + kind,
                        STEP,
                        answer -> tasks(answer, review).size() == sheets.size(),
                        answer -> {});
        List<Offer> offers = new ArrayList<>();
        for (JsonNode task : tasks(open, review)) {
            offers.add(new Offer(kind, task.path("id").asText(), sheets.get(offers.size())));
        }
        return offers;
    }

    private void inParallel(Case review, List<Offer> offers) {
        Map<String, Queue<String>> candidates = Map.of(
                "EXPERT",
                candidates(review.deposited(), "EXPERT"),
                "TEACHER",
                candidates(review.deposited(), "TEACHER"));
        ExecutorService threads = Executors.newFixedThreadPool(offers.size());
        try {
            List<Future<?>> works = new ArrayList<>();
            for (Offer offer : offers) {
                works.add(threads.submit(() -> new Reviewer(review, offer, candidates.get(offer.kind())).work(false)));
            }
            for (Future<?> work : works) {
                await(work);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JourneyFailure("interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof JourneyFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Piracy takes two: somebody who runs the review, and a member of the committee. */
    private void veto(Case review, VetoCheck check) {
        ObjectNode vote =
                Answer.JSON.createObjectNode().put("vote", check.vote()).put("comment", check.comment());
        for (Offer offer : offered(review, "VETO_CHECK", List.of(vote, vote))) {
            new Reviewer(review, offer, new ArrayDeque<>(List.of(COORDINATOR, CHAIR))).work(false);
        }
    }

    private Queue<String> candidates(Deposited deposited, String kind) {
        JsonNode resource = deposited.item().resource();
        return new ConcurrentLinkedQueue<>(seeds.appointed(
                ROLES.get(kind),
                resource.path("subject").asText(),
                resource.path("stage").asText()));
    }

    private static String queue(String queue, String kind, Case review) {
        return "/review-tasks?queue=" + queue + "&kind=" + kind + "&limit=100&q="
                + review.deposited().mark();
    }

    private static List<JsonNode> tasks(Answer answer, Case review) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode task : answer.json().path("items")) {
            if (task.path("submissionId").asText().equals(review.submissionId())
                    && task.path("round").asInt() == review.round()
                    && task.path("level").asText().equals(review.level())) {
                found.add(task);
            }
        }
        return found;
    }

    /** Somebody who does one task; candidates are shared, so that nobody does two of a round. */
    private final class Reviewer {

        private final Case review;
        private final Offer offer;
        private final Queue<String> candidates;
        private final String path;

        Reviewer(Case review, Offer offer, Queue<String> candidates) {
            this.review = review;
            this.offer = offer;
            this.candidates = candidates;
            this.path = "/review-tasks/" + offer.taskId();
        }

        void work(boolean probing) {
            String person = eligible();
            http.as(person, "POST", path + "/claim")
                    .step("领取任务 / Claim: " + offer.kind(), 200, answer -> answer.require("/state", "CLAIMED"));
            Answer task = http.as(person, "GET", path).quiet();
            Answer.requireEqual(task.status(), 200, "the status of the task " + task);
            JsonNode sheet = sheet();
            http.as(person, "PUT", path + "/draft")
                    .ifMatch(task.eTag())
                    .json(halfOf(sheet))
                    .step("暂存 / Save a half-filled form", 200);
            if (probing) {
                probes.scoreOutOfRange(person, path, sheet);
            }
            http.as(person, "POST", path + "/decision")
                    .json(sheet)
                    .step("提交意见 / Hand in: " + offer.kind(), 200, answer -> answer.require("/state", "DECIDED"));
            if (probing) {
                probes.secondDecision(person, path, sheet);
            }
        }

        /** Whom the rules of conflict of interest leave over. */
        private String eligible() {
            for (String person = candidates.poll(); person != null; person = candidates.poll()) {
                Answer answer = http.as(person, "GET", queue("available", offer.kind(), review))
                        .quiet();
                Answer.requireEqual(answer.status(), 200, "the status of the queue of " + person);
                for (JsonNode task : tasks(answer, review)) {
                    if (task.path("id").asText().equals(offer.taskId())) {
                        return person;
                    }
                }
                http.steps().note(person + " " + seeds.schoolOf(person) + ": 回避 / not offered, conflict of interest");
            }
            throw new JourneyFailure("nobody is offered the task " + offer.taskId() + " of kind " + offer.kind());
        }

        private static JsonNode halfOf(JsonNode sheet) {
            ObjectNode half = sheet.deepCopy();
            half.remove(List.of("vetoes", "vote"));
            return half;
        }

        /** The seeds name files by their names, the API by their ids. */
        private JsonNode sheet() {
            ObjectNode sheet = offer.sheet().deepCopy();
            for (JsonNode remark : sheet.path("remarks")) {
                Deposited.Sent sent =
                        review.deposited().files().get(remark.path("file").asText());
                if (sent == null) {
                    ((ObjectNode) remark).putNull("file");
                } else {
                    ((ObjectNode) remark).put("file", sent.fileId());
                }
            }
            return sheet;
        }
    }
}
