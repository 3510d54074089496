package org.coursewarecommons.reporting;

import java.util.Locale;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a report for a caller. Its statements see the same state, so that its sums agree. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
class Reports {

    private final Spans spans;
    private final Viewer.Rights rights;
    private final Flows flows;
    private final Coverages coverages;
    private final Equity equity;
    private final Pairings pairings;
    private final LibraryChanges library;
    private final Effects effects;
    private final ReviewEffects reviewEffects;
    private final MessageSource messages;

    Reports(
            Spans spans,
            Viewer.Rights rights,
            Flows flows,
            Coverages coverages,
            Equity equity,
            Pairings pairings,
            LibraryChanges library,
            Effects effects,
            ReviewEffects reviewEffects,
            MessageSource messages) {
        this.spans = spans;
        this.rights = rights;
        this.flows = flows;
        this.coverages = coverages;
        this.equity = equity;
        this.pairings = pairings;
        this.library = library;
        this.effects = effects;
        this.reviewEffects = reviewEffects;
        this.messages = messages;
    }

    FlowReport flow(@Nullable String term, FlowReport.By by, Actor actor, Locale locale) {
        Viewer viewer = rights.of(actor);
        return flows.report(spans.of(term), by, viewer, measures(locale));
    }

    CoverageReport coverage(@Nullable String term, Actor actor, Locale locale) {
        Viewer viewer = rights.of(actor);
        return coverages.report(spans.of(term), viewer, measures(locale), locale);
    }

    EquityReport equity(@Nullable String term, Actor actor, Locale locale) {
        Viewer viewer = rights.of(actor);
        return equity.report(
                spans.of(term), viewer, measures(locale), key -> messages.getMessage("report." + key, null, locale));
    }

    PairingReport pairings(@Nullable String term, Actor actor, Locale locale) {
        Viewer viewer = rights.of(actor);
        return pairings.report(spans.of(term), viewer, measures(locale));
    }

    LibraryReport library(@Nullable String term, Actor actor, Locale locale) {
        Viewer viewer = rights.of(actor);
        Span span = spans.of(term);
        return library.report(span, spans.next(span), viewer, measures(locale));
    }

    EffectReport effect(@Nullable String term, Actor actor, Locale locale) {
        Viewer viewer = rights.of(actor);
        return effects.report(spans.of(term), viewer, measures(locale));
    }

    /** About reviewers as a body, so only for those who watch over all of them. */
    ReviewEffectReport reviewEffect(@Nullable String term, Actor actor, Locale locale) {
        actor.require(Role.DISTRICT_STEWARD, Role.COMMITTEE, Role.REVIEW_COORDINATOR, Role.AUDITOR);
        return reviewEffects.report(spans.of(term), measures(locale));
    }

    /** No number leaves without it. */
    String measures(Locale locale) {
        return messages.getMessage("report.measures", null, locale);
    }
}
