package org.coursewarecommons.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** Reports as a table, for whoever asks for {@code text/csv}: UTF-8 with the mark that spreadsheets want. */
final class Csv {

    static final String TYPE = "text/csv";
    private static final MediaType UTF8 = MediaType.parseMediaType("text/csv;charset=UTF-8");
    /** What a spreadsheet would take for a formula; numbers are none. */
    private static final Pattern FORMULA = Pattern.compile("(?s)^[=+@\t\r].*|^-(?![0-9.]+$).*");

    private Csv() {}

    /** Whether a table is preferred to JSON. @param accept the header */
    static boolean isWanted(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            MimeTypeUtils.sortBySpecificity(types);
            for (MediaType type : types) {
                if (type.includes(MediaType.APPLICATION_JSON)) {
                    return false;
                }
                if (type.includes(UTF8)) {
                    return true;
                }
            }
            return false;
        } catch (InvalidMimeTypeException | org.springframework.http.InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** @param rows in the order of the header; null is an empty field */
    static ResponseEntity<Object> answer(List<String> header, Collection<? extends List<?>> rows) {
        StringBuilder text = new StringBuilder("\uFEFF");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(header.toArray(String[]::new))
                .get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (List<?> row : rows) {
                printer.printRecord(row.stream().map(Csv::field).toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ResponseEntity.ok()
                .contentType(UTF8)
                .body(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String field(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}
