package org.coursewarecommons.interop.cartridge;

import java.util.List;
import org.coursewarecommons.catalog.VersionDetail.VersionFile;
import org.coursewarecommons.interop.metadata.OutwardRecord;
import org.coursewarecommons.interop.metadata.Xml;
import org.jspecify.annotations.Nullable;

/** The {@code imsmanifest.xml} of a Common Cartridge 1.3: an outline of resources and their files. */
final class CartridgeManifest {

    private static final String CC = "http://www.imsglobal.org/xsd/imsccv1p3/";
    private static final String LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest";

    private CartridgeManifest() {}

    static byte[] write(String title, List<OutwardRecord> records) {
        Xml xml = new Xml();
        xml.open(
                "manifest",
                "identifier",
                "M-" + records.get(0).id(),
                "xmlns",
                CC + "imscp_v1p1",
                "xmlns:lom",
                LOM,
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                CC + "imscp_v1p1 http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imscp_v1p2_v1p0.xsd " + LOM
                        + " http://www.imsglobal.org/profile/cc/ccv1p3/LOM/ccv1p3_lommanifest_v1p0.xsd");
        xml.open("metadata").leaf("schema", "IMS Common Cartridge").leaf("schemaversion", "1.3.0");
        xml.open("lom:lom").open("lom:general");
        strings(xml, "lom:title", title);
        if (records.size() == 1) {
            strings(xml, "lom:description", records.get(0).metadata().description());
        }
        xml.close();
        rights(xml, records);
        xml.close().close();
        organization(xml, records);
        xml.open("resources");
        records.forEach(record -> resources(xml, record));
        return xml.close().close().bytes();
    }

    private static void rights(Xml xml, List<OutwardRecord> records) {
        String licence = records.size() == 1 && records.get(0).licence() != null
                ? records.get(0).licence().zh()
                : null;
        if (licence != null) {
            xml.open("lom:rights").open("lom:copyrightAndOtherRestrictions");
            xml.leaf("lom:value", "yes").close();
            strings(xml, "lom:description", licence);
            xml.close();
        }
    }

    private static void organization(Xml xml, List<OutwardRecord> records) {
        xml.open("organizations").open("organization", "identifier", "O-1", "structure", "rooted-hierarchy");
        xml.open("item", "identifier", "I-root");
        for (OutwardRecord record : records) {
            xml.open("item", "identifier", "I-" + record.id())
                    .leaf("title", String.valueOf(record.metadata().title()));
            for (VersionFile file : record.files()) {
                item(xml, file.fileId().toString(), file.name());
            }
            if (record.metadata().link() != null) {
                item(
                        xml,
                        "link-" + record.id(),
                        String.valueOf(record.metadata().title()));
            }
            xml.close();
        }
        xml.close().close().close();
    }

    private static void item(Xml xml, String id, String title) {
        xml.open("item", "identifier", "I-" + id, "identifierref", "R-" + id)
                .leaf("title", title)
                .close();
    }

    private static void resources(Xml xml, OutwardRecord record) {
        for (VersionFile file : record.files()) {
            String path = path(record, file);
            xml.open("resource", "identifier", "R-" + file.fileId(), "type", "webcontent", "href", path)
                    .empty("file", "href", path)
                    .close();
        }
        if (record.metadata().link() != null) {
            xml.open("resource", "identifier", "R-link-" + record.id(), "type", "imswl_xmlv1p3")
                    .empty("file", "href", link(record))
                    .close();
        }
        xml.open(
                "resource",
                "identifier",
                "R-metadata-" + record.id(),
                "type",
                "associatedcontent/imscc_xmlv1p3/learning-application-resource",
                "href",
                PackageContent.metadata(record, "lom.xml"));
        for (String extension : List.of("lom.xml", "dc.xml", "json")) {
            xml.empty("file", "href", PackageContent.metadata(record, extension));
        }
        xml.close();
    }

    /** Where the file lies, in letters that need no escaping in any reader. */
    static String path(OutwardRecord record, VersionFile file) {
        return "resources/" + record.id() + "/" + file.fileId() + PackageContent.extension(file.name());
    }

    /** Where the link of a resource that is one lies. */
    static String link(OutwardRecord record) {
        return "links/" + record.id() + ".xml";
    }

    static byte[] webLink(OutwardRecord record) {
        return new Xml()
                .open("webLink", "xmlns", CC + "imswl_v1p3")
                .leaf("title", String.valueOf(record.metadata().title()))
                .empty("url", "href", record.metadata().link(), "target", "_blank")
                .close()
                .bytes();
    }

    private static void strings(Xml xml, String name, @Nullable String text) {
        if (text != null) {
            xml.open(name).leaf("lom:string", text, "language", "zh").close();
        }
    }
}
