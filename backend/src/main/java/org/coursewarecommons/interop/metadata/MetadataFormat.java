package org.coursewarecommons.interop.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/** The standards in which metadata is given out by their media types. */
public enum MetadataFormat {
    /** schema.org / LRMI as JSON-LD. */
    JSON_LD(MetadataFormat.JSON_LD_TYPE),
    /** IEEE 1484.12.3, the binding of LOM, of which GB/T 21365 is the national edition. */
    LOM(MetadataFormat.LOM_TYPE),
    /** The fifteen elements of Dublin Core, as OAI-PMH binds them. */
    DUBLIN_CORE(MetadataFormat.DUBLIN_CORE_TYPE);

    /** Registered. */
    public static final String JSON_LD_TYPE = "application/ld+json";

    /** Neither of the two XML bindings has a registered type. */
    public static final String LOM_TYPE = "application/vnd.courseware-commons.lom+xml";

    public static final String DUBLIN_CORE_TYPE = "application/vnd.courseware-commons.dc+xml";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String type;

    MetadataFormat(String type) {
        this.type = type;
    }

    public MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** @param base of this deployment, without a slash at the end */
    public byte[] write(OutwardRecord record, String base) {
        return switch (this) {
            case JSON_LD -> json(record, base).getBytes(StandardCharsets.UTF_8);
            case LOM -> {
                Xml xml = new Xml();
                LomWriter.write(xml, record, base);
                yield xml.bytes();
            }
            case DUBLIN_CORE -> {
                Xml xml = new Xml();
                DublinCoreWriter.write(xml, record, base);
                yield xml.bytes();
            }
        };
    }

    private static String json(OutwardRecord record, String base) {
        try {
            return MAPPER.writeValueAsString(LrmiJson.of(record, base));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
