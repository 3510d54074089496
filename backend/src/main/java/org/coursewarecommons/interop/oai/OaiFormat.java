package org.coursewarecommons.interop.oai;

import java.util.Arrays;
import org.coursewarecommons.interop.metadata.DublinCoreWriter;
import org.coursewarecommons.interop.metadata.LomWriter;
import org.coursewarecommons.interop.metadata.LrmiWriter;
import org.coursewarecommons.interop.metadata.OutwardRecord;
import org.coursewarecommons.interop.metadata.Xml;

/** What records are given out as. Every record can be given out as each. */
enum OaiFormat {
    OAI_DC("oai_dc", DublinCoreWriter.SCHEMA, DublinCoreWriter.NAMESPACE) {
        @Override
        void write(Xml xml, OutwardRecord record, String base) {
            DublinCoreWriter.write(xml, record, base);
        }
    },
    LOM("lom", LomWriter.SCHEMA, LomWriter.NAMESPACE) {
        @Override
        void write(Xml xml, OutwardRecord record, String base) {
            LomWriter.write(xml, record, base);
        }
    },
    LRMI("lrmi", LrmiWriter.SCHEMA, LrmiWriter.NAMESPACE) {
        @Override
        void write(Xml xml, OutwardRecord record, String base) {
            LrmiWriter.write(xml, record, base);
        }
    };

    private final String prefix;
    private final String schema;
    private final String namespace;

    OaiFormat(String prefix, String schema, String namespace) {
        this.prefix = prefix;
        this.schema = schema;
        this.namespace = namespace;
    }

    /** @throws OaiError cannotDisseminateFormat */
    static OaiFormat of(String prefix) {
        return Arrays.stream(values())
                .filter(format -> format.prefix.equals(prefix))
                .findFirst()
                .orElseThrow(() -> new OaiError(
                        OaiError.Code.cannotDisseminateFormat, "records are not given out in this format"));
    }

    String prefix() {
        return prefix;
    }

    void describe(Xml xml) {
        xml.open("metadataFormat")
                .leaf("metadataPrefix", prefix)
                .leaf("schema", schema)
                .leaf("metadataNamespace", namespace)
                .close();
    }

    abstract void write(Xml xml, OutwardRecord record, String base);
}
