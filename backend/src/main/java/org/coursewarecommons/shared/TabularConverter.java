package org.coursewarecommons.shared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Writes a report as a table for whoever prefers {@code text/csv}. */
public final class TabularConverter extends AbstractHttpMessageConverter<Tabular> {

    /** For UTF-8. */
    public TabularConverter() {
        super(new MediaType("text", "csv", StandardCharsets.UTF_8));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Tabular.class.isAssignableFrom(type);
    }

    @Override
    protected boolean canRead(MediaType mediaType) {
        return false;
    }

    @Override
    protected Tabular readInternal(Class<? extends Tabular> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("tables are only written", input);
    }

    @Override
    protected void writeInternal(Tabular report, HttpOutputMessage output) throws IOException {
        CsvTable table = report.table();
        output.getHeaders().setContentType(new MediaType("text", "csv", StandardCharsets.UTF_8));
        output.getHeaders()
                .setContentDisposition(ContentDisposition.attachment()
                        .filename(table.name() + ".csv")
                        .build());
        output.getBody().write(table.bytes());
    }
}
