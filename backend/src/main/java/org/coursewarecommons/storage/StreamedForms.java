package org.coursewarecommons.storage;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.DefaultMultipartHttpServletRequest;

/**
 * Takes forms with files in, in the place of the container, which would find the end of a part byte by byte and leave it
 * to us to read every file again. Files are on disk and hashed when the controller is
 * called, and large ones nearly in the store. The framework looks for this bean's name.
 */
@Component("multipartResolver")
class StreamedForms implements MultipartResolver {

    /** What a form has beside its file. */
    private static final long ROOM_FOR_FIELDS = 1 << 20;

    private final EarlyObjects streams;

    StreamedForms(EarlyObjects streams) {
        this.streams = streams;
    }

    @Override
    public boolean isMultipart(HttpServletRequest request) {
        return StringUtils.startsWithIgnoreCase(request.getContentType(), MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    /** @throws ProblemException 400 when the form is broken, 413 when it is too large */
    @Override
    public MultipartHttpServletRequest resolveMultipart(HttpServletRequest request) {
        if (request.getContentLengthLong() > OpenUpload.MAX_SIZE + ROOM_FOR_FIELDS) {
            throw new ProblemException(SharedProblem.PAYLOAD_TOO_LARGE);
        }
        FormReader reader = new FormReader(OpenUpload.MAX_SIZE, request.getContentLengthLong(), streams);
        try {
            reader.read(request.getInputStream(), boundary(request));
            return new Form(request, reader);
        } catch (IOException | RuntimeException refused) {
            reader.close();
            throw refused instanceof RuntimeException known ? known : FormReader.malformed(refused);
        }
    }

    @Override
    public void cleanupMultipart(MultipartHttpServletRequest request) {
        if (request instanceof Form form) {
            form.reader.close();
        }
    }

    private static String boundary(HttpServletRequest request) {
        String boundary;
        try {
            boundary = MediaType.parseMediaType(request.getContentType()).getParameter("boundary");
        } catch (RuntimeException unreadable) {
            throw FormReader.malformed(unreadable);
        }
        if (boundary == null || boundary.isEmpty()) {
            throw FormReader.malformed(null);
        }
        return StringUtils.delete(boundary, "\"");
    }

    private static final class Form extends DefaultMultipartHttpServletRequest {

        private final FormReader reader;

        Form(HttpServletRequest request, FormReader reader) {
            super(request, files(reader), values(reader), Map.of());
            this.reader = reader;
        }

        private static MultiValueMap<String, MultipartFile> files(FormReader reader) {
            MultiValueMap<String, MultipartFile> files = new LinkedMultiValueMap<>();
            reader.files().forEach(file -> files.add(file.getName(), file));
            return files;
        }

        private static Map<String, String[]> values(FormReader reader) {
            MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
            reader.fields().forEach(field -> values.add(field.name(), field.value()));
            Map<String, String[]> all = new HashMap<>();
            values.forEach((name, each) -> all.put(name, each.toArray(String[]::new)));
            return all;
        }
    }
}
