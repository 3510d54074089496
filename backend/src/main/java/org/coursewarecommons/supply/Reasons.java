package org.coursewarecommons.supply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.supply.RecommendationBody.Reason;
import org.coursewarecommons.supply.ShelfCandidates.Candidate;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in words why something is recommended. */
@Component
class Reasons {

    private final MessageSource messages;
    private final Catalogue catalogue;

    Reasons(MessageSource messages, Catalogue catalogue) {
        this.messages = messages;
        this.catalogue = catalogue;
    }

    Teller in(Locale locale, Need need) {
        return new Teller(
                messages,
                locale,
                need,
                catalogue.names("subjects", locale),
                catalogue.names("chapters", locale),
                catalogue.names("editions", locale));
    }

    /** In one language, for one need. */
    record Teller(
            MessageSource messages,
            Locale locale,
            Need need,
            Map<String, String> subjects,
            Map<String, String> chapters,
            Map<String, String> editions) {

        /** The strongest first. */
        List<Reason> reasons(Candidate item, double use, boolean unproven) {
            List<Reason> reasons = new ArrayList<>();
            if (item.planned() && !item.chapters().isEmpty()) {
                String chapter = item.chapters().get(0);
                reasons.add(reason("week", String.valueOf(need.week()), chapters.getOrDefault(chapter, chapter)));
            }
            if (item.paired()) {
                reasons.add(reason("pairing", school(item.schoolId())));
            } else if (item.lead()) {
                reasons.add(reason("lead", school(item.schoolId())));
            } else if (item.colleague()) {
                reasons.add(reason("collective", school(item.schoolId())));
            }
            reasons.add(reason(
                    need.school() ? "school-subject" : "subject",
                    subjects.getOrDefault(item.subject(), item.subject())));
            String edition = item.edition();
            if (item.adopted() && edition != null) {
                reasons.add(reason("edition", editions.getOrDefault(edition, edition)));
            }
            if (use >= 1) {
                reasons.add(reason("used", String.valueOf(Math.round(use))));
            }
            if (unproven) {
                reasons.add(reason("new"));
            }
            return reasons;
        }

        String measures() {
            return messages.getMessage("supply.measures", null, locale);
        }

        private Reason reason(String code, String... arguments) {
            return new Reason(code, messages.getMessage("supply.reason." + code, arguments, locale));
        }

        private String school(UUID id) {
            School school = need.schools().get(id);
            return school == null ? "-" : school.name();
        }
    }
}
