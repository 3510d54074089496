package org.coursewarecommons.interop.metadata;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** Answers with a metadata document. */
@Component
class Documents {

    private final PublicAddress address;

    Documents(PublicAddress address) {
        this.address = address;
    }

    ResponseEntity<byte[]> answer(MetadataFormat format, OutwardRecord record) {
        return answer(format.type(), format.write(record, address.base()));
    }

    /** Its entity tag is of the bytes: a school's new name changes them as well as the resource's own change does. */
    ResponseEntity<byte[]> answer(MediaType type, byte[] body) {
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .eTag("\"" + DigestUtils.md5DigestAsHex(body) + "\"")
                .varyBy(HttpHeaders.ACCEPT)
                .body(body);
    }
}
