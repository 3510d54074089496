package org.coursewarecommons.storage;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The header {@code Upload-Metadata}: {@code filename <base64>,filetype <base64>}, and optionally {@code sha256}. */
@Component
class TusMetadata {

    private static final int LONGEST = 4096;

    private final StrictJson rules;

    TusMetadata(StrictJson rules) {
        this.rules = rules;
    }

    /**
     * @throws ProblemException 400 when it isn't readable or has no file name, 422 with all faults of the values, under
     *     the names that {@code POST /uploads} has for them
     */
    OpenUpload read(long length, @Nullable String header) {
        Map<String, String> values = parse(header == null ? "" : header);
        String name = either(values, "filename", "name");
        if (name == null) {
            throw ProblemException.invalidParameter("Upload-Metadata", "tus-metadata");
        }
        String type = either(values, "filetype", "type");
        OpenUpload wanted = new OpenUpload(
                name, length, type == null || type.isBlank() ? "application/octet-stream" : type, values.get("sha256"));
        List<Fault> faults = rules.violations(wanted);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return wanted;
    }

    String write(UploadSession session) {
        return "filename " + encode(session.name()) + ",filetype " + encode(session.mediaType());
    }

    private static Map<String, String> parse(String header) {
        Map<String, String> values = new HashMap<>();
        if (header.length() > LONGEST) {
            throw ProblemException.invalidParameter("Upload-Metadata", "tus-metadata");
        }
        for (String pair : header.split(",")) {
            String[] words = pair.strip().split(" ");
            if (words.length > 2) {
                throw ProblemException.invalidParameter("Upload-Metadata", "tus-metadata");
            }
            values.put(words[0], words.length == 1 ? "" : decode(words[1]));
        }
        return values;
    }

    private static String decode(String base64) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            throw ProblemException.invalidParameter("Upload-Metadata", "tus-metadata");
        }
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String either(Map<String, String> values, String name, String other) {
        String value = values.get(name);
        return value == null ? values.get(other) : value;
    }
}
