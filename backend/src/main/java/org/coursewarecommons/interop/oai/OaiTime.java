package org.coursewarecommons.interop.oai;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times at the protocol's two granularities, always UTC. */
final class OaiTime {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern SECOND = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    private OaiTime() {}

    /** A span with both ends. */
    record Span(Instant from, Instant until) {}

    static String text(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * @param latest what is asked for ends here at the latest
     * @throws OaiError badArgument
     */
    static Span span(@Nullable String from, @Nullable String until, Instant latest) {
        if (from != null && until != null && from.length() != until.length()) {
            throw bad("from and until differ in granularity");
        }
        Instant start = from == null ? Instant.EPOCH : parse(from, false);
        Instant end = until == null ? latest : parse(until, true);
        if (until != null && start.isAfter(end)) {
            throw bad("from is later than until");
        }
        return new Span(start, end.isBefore(latest) ? end : latest);
    }

    /** @param end whether the last moment of the day or second is meant, rather than the first */
    private static Instant parse(String text, boolean end) {
        try {
            if (DAY.matcher(text).matches()) {
                Instant day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                return end ? day.plus(1, ChronoUnit.DAYS).minus(1, ChronoUnit.MICROS) : day;
            }
            if (SECOND.matcher(text).matches()) {
                Instant second = Instant.parse(text);
                return end ? second.plusSeconds(1).minus(1, ChronoUnit.MICROS) : second;
            }
        } catch (DateTimeParseException noSuchDay) {
            // told below, together with other forms
        }
        throw bad("dates are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ");
    }

    private static OaiError bad(String message) {
        return new OaiError(OaiError.Code.badArgument, message);
    }
}
