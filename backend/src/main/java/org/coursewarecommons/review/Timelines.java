package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.coursewarecommons.identity.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What happened, in words, and without what is still a secret among the reviewers. */
@Component
class Timelines {

    private static final String VETO_RAISED = "veto-raised";

    private final Submissions submissions;
    private final SubmissionAccess access;
    private final MessageSource messages;

    Timelines(Submissions submissions, SubmissionAccess access, MessageSource messages) {
        this.submissions = submissions;
        this.access = access;
        this.messages = messages;
    }

    /**
     * Something that happened.
     *
     * @param event what, for example {@code round-started}
     * @param detail a code that belongs to it
     * @param text both in words
     */
    @Schema(name = "TimelineEntry", description = "进度")
    record Entry(
            Instant at,
            int round,
            @Schema(maxLength = 40, example = "round-started") String event,
            @Schema(maxLength = 100) @Nullable String detail,
            @Schema(maxLength = 200, example = "第 1 轮评审开始(L3)") String text) {}

    /** Nobody but the team learns of a veto before all have spoken. */
    List<Entry> of(Submission submission, Actor actor) {
        boolean team = access.isTeam(actor) && !submission.ownerId().equals(actor.id());
        boolean running = submission.state() == Submission.State.SUBMITTED;
        return submissions.timeline(submission.id()).stream()
                .filter(entry -> team
                        || !running
                        || entry.round() < submission.round()
                        || !entry.event().equals(VETO_RAISED))
                .map(this::entry)
                .toList();
    }

    private Entry entry(Submissions.Entry entry) {
        return new Entry(entry.at(), entry.round(), entry.event(), entry.detail(), text(entry));
    }

    private String text(Submissions.Entry entry) {
        Locale locale = LocaleContextHolder.getLocale();
        String detail = entry.detail() == null
                ? ""
                : messages.getMessage("timeline.detail." + entry.detail(), null, entry.detail(), locale);
        Object[] values = {detail, entry.round()};
        return Objects.requireNonNullElse(
                messages.getMessage("timeline." + entry.event(), values, entry.event(), locale), entry.event());
    }
}
