package org.coursewarecommons.inspection.worker;

import static org.coursewarecommons.inspection.worker.HostileArchives.joined;
import static org.coursewarecommons.inspection.worker.HostileArchives.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** PDF with more than pages, pictures that fill the memory, files that are two things, and names that deceive. */
final class HostileDocuments {

    private HostileDocuments() {}

    interface Change {
        void to(PDDocument document, COSDictionary catalog) throws IOException;
    }

    static List<Sample> all() {
        return Stream.of(pdf(), pictures(), polyglots(), wrongTypes(), names())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> pdf() {
        return List.of(
                Sample.failed("script-at-opening.pdf", "script", () -> opening("JavaScript", "JS", "app.alert(1)")),
                Sample.failed(
                        "script-in-names.pdf",
                        "script",
                        () -> pdf((document, catalog) -> {
                            COSDictionary names = new COSDictionary();
                            names.setItem(
                                    "JavaScript", action("JavaScript", "JS", "app.launchURL('http://evil.example')"));
                            catalog.setItem(COSName.NAMES, names);
                        })),
                Sample.failed(
                        "script-beside-format.pdf",
                        "script",
                        () -> opening("JavaScript", "JS", "AFNumber_Format(2,0,0,0,app.launchURL('x'),true);")),
                Sample.quarantined("program-at-opening.pdf", "launch", () -> opening("Launch", "F", "cmd.exe")),
                Sample.quarantined(
                        "program-in-annotation.pdf",
                        "launch",
                        () -> pdf((document, catalog) -> {
                            COSDictionary link = new COSDictionary();
                            link.setItem(COSName.A, action("Launch", "F", "/bin/sh"));
                            COSArray links = new COSArray();
                            links.add(link);
                            document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, links);
                        })),
                Sample.quarantined("program-attached.pdf", "executable", () -> attached("读我.pdf.exe", text("MZ"))),
                Sample.quarantined(
                        "program-attached-as-text.pdf",
                        "executable",
                        () -> attached("读我.txt", HostileArchives.program())),
                Sample.review("text-attached.pdf", "embedded-object", () -> attached("notes.txt", text("notes"))),
                Sample.failed("form-with-xxe.pdf", "xml-entity", () -> form(HostileArchives.xxe("xdp"))),
                Sample.failed("form-with-laughs.pdf", "xml-entity", () -> form(HostileArchives.laughs("xdp"))),
                Sample.failed("form-with-script.pdf", "script", () -> form("<xdp><script>x</script></xdp>")),
                Sample.review(
                        "rich-media.pdf",
                        "active-content",
                        () -> pdf((document, catalog) -> {
                            COSDictionary media = new COSDictionary();
                            media.setName(COSName.SUBTYPE, "RichMedia");
                            COSArray annotations = new COSArray();
                            annotations.add(media);
                            document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, annotations);
                        })),
                Sample.review(
                        "sends-form.pdf",
                        "external-reference",
                        () -> opening("SubmitForm", "F", "http://evil.example")),
                Sample.review("opens-page.pdf", "active-content", () -> opening("URI", "URI", "http://evil.example")),
                Sample.failed("encrypted.pdf", "encrypted", TestFiles::protectedPdf),
                Sample.failed("broken.pdf", "unreadable", () -> text("%PDF-1.7\nnothing of the kind")),
                Sample.failed(
                        "nested-arrays.pdf",
                        "unreadable",
                        () -> text("%PDF-1.4\n1 0 obj\n" + "[".repeat(200_000)
                                + "\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF")));
    }

    private static List<Sample> pictures() {
        return List.of(
                Sample.failed("flood.png", "picture-limit", () -> TestFiles.pngClaiming(1_000_000, 1_000_000)),
                Sample.failed("flood.jpg", "picture-limit", () -> jpeg(65_500, 65_500)),
                Sample.failed("flood.webp", "picture-limit", () -> webp(16_383, 16_383)),
                Sample.failed("flood-of-frames.png", "picture-limit", () -> animated(5_000, 5_000, 10_000)),
                Sample.failed("half.png", "unreadable", () -> Arrays.copyOf(TestFiles.png(), 20)));
    }

    private static List<Sample> polyglots() {
        return List.of(
                Sample.failed(
                        "picture-and-archive.png",
                        "polyglot",
                        () -> joined(TestFiles.png(), TestFiles.zip("evil.js", "x"))),
                Sample.failed(
                        "picture-and-page.jpg",
                        "polyglot",
                        () -> joined(jpeg(10, 10), text("<html><script>alert(1)</script></html>"))),
                Sample.failed(
                        "picture-and-program.jpg", "polyglot", () -> joined(jpeg(10, 10), text("<?php evil(); ?>"))),
                Sample.failed(
                        "document-and-archive.pdf",
                        "polyglot",
                        () -> joined(TestFiles.pdf(), TestFiles.zip("evil.js", "x"))),
                Sample.failed(
                        "page-and-document.pdf",
                        "type-mismatch",
                        () -> joined(text("<html><script>1</script><!--\n"), TestFiles.pdf())),
                Sample.failed(
                        "document-and-page.pdf",
                        "polyglot",
                        () -> joined(TestFiles.pdf(), text("\n<script>1</script>"))),
                Sample.failed(
                        "sound-and-document.mp3",
                        "type-mismatch",
                        () -> joined(
                                new byte[] {'I', 'D', '3', 3, 0, 0, 0, 0, 0, 0}, text("%PDF-1.4\n"), new byte[500])));
    }

    private static List<Sample> wrongTypes() {
        return List.of(
                Sample.failed("empty.pdf", "empty-file", () -> new byte[0]),
                Sample.failed("picture.pdf", "type-mismatch", TestFiles::png),
                Sample.failed("program.mp4", "type-mismatch", HostileArchives::program),
                Sample.failed("page.mp3", "type-mismatch", () -> text("<!DOCTYPE html><html><body/></html>")),
                Sample.failed("quicktime.mp4", "type-mismatch", () -> TestFiles.mp4("qt  ")),
                Sample.failed(
                        "drawing.svg",
                        "extension-not-allowed",
                        () -> text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")),
                Sample.failed("page.html", "extension-not-allowed", () -> text("<html/>")),
                Sample.review("announced-as-page.pdf", "declared-type", TestFiles::pdf)
                        .declared("text/html"),
                Sample.quarantined("signature.pdf", "malware", TestFiles::eicar));
    }

    private static List<Sample> names() {
        return List.of(
                Sample.failed("name-program.pdf", "extension-not-allowed", TestFiles::pdf)
                        .named("lesson.pdf.exe"),
                Sample.failed("name-double.pdf", "double-extension", TestFiles::pdf)
                        .named("setup.exe.pdf"),
                Sample.failed("name-crlf.pdf", "unsafe-name", TestFiles::pdf).named("a\r\nSet-Cookie: b=c.pdf"),
                Sample.failed("name-rtl.pdf", "unsafe-name", TestFiles::pdf).named("课件\u202Efdp.exe.pdf"),
                Sample.failed("name-path.pdf", "unsafe-name", TestFiles::pdf).named("../../a.pdf"),
                Sample.failed("name-nul.pdf", "unsafe-name", TestFiles::pdf).named("a.exe\0.pdf"),
                Sample.failed("name-long.pdf", "unsafe-name", TestFiles::pdf).named("a".repeat(300) + ".pdf"));
    }

    static byte[] pdf(Change change) {
        return TestFiles.written(out -> {
            try (PDDocument document = new PDDocument()) {
                document.addPage(new PDPage());
                change.to(document, document.getDocumentCatalog().getCOSObject());
                document.save(out);
            }
        });
    }

    private static COSDictionary action(String kind, String key, String value) {
        COSDictionary action = new COSDictionary();
        action.setName(COSName.S, kind);
        action.setString(key, value);
        return action;
    }

    private static byte[] opening(String kind, String key, String value) {
        return pdf((document, catalog) -> catalog.setItem(COSName.OPEN_ACTION, action(kind, key, value)));
    }

    private static byte[] attached(String name, byte[] content) {
        return pdf((document, catalog) -> {
            COSStream stream = stream(document, content);
            COSDictionary files = new COSDictionary();
            files.setItem(COSName.F, stream);
            COSDictionary specification = new COSDictionary();
            specification.setItem(COSName.EF, files);
            specification.setString(COSName.F, name);
            specification.setString(COSName.UF, name);
            COSArray associated = new COSArray();
            associated.add(specification);
            catalog.setItem("AF", associated);
        });
    }

    private static byte[] form(String xml) {
        return pdf((document, catalog) -> {
            COSDictionary form = new COSDictionary();
            form.setItem("XFA", stream(document, text(xml)));
            form.setItem(COSName.FIELDS, new COSArray());
            catalog.setItem(COSName.ACRO_FORM, form);
        });
    }

    private static COSStream stream(PDDocument document, byte[] content) throws IOException {
        return new org.apache.pdfbox.pdmodel.common.PDStream(
                        document, new ByteArrayInputStream(content), COSName.FLATE_DECODE)
                .getCOSObject();
    }

    /** A start of image, a frame header and the end: as large as one says. */
    static byte[] jpeg(int width, int height) {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16});
        jpeg.writeBytes("JFIF\0".getBytes(StandardCharsets.US_ASCII));
        jpeg.writeBytes(new byte[] {1, 1, 0, 0, 1, 0, 1, 0, 0, (byte) 0xFF, (byte) 0xC0, 0, 11, 8});
        jpeg.writeBytes(new byte[] {(byte) (height >> 8), (byte) height, (byte) (width >> 8), (byte) width});
        jpeg.writeBytes(new byte[] {1, 1, 0x11, 0, (byte) 0xFF, (byte) 0xD9});
        return jpeg.toByteArray();
    }

    static byte[] webp(int width, int height) {
        return ByteBuffer.allocate(30)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(text("RIFF"))
                .putInt(22)
                .put(text("WEBPVP8X"))
                .putInt(10)
                .putInt(0)
                .put(new byte[] {(byte) (width - 1), (byte) (width - 1 >> 8), 0})
                .put(new byte[] {(byte) (height - 1), (byte) (height - 1 >> 8), 0})
                .array();
    }

    private static byte[] animated(int width, int height, int frames) {
        byte[] still = TestFiles.pngClaiming(width, height);
        byte[] control = ByteBuffer.allocate(20)
                .putInt(8)
                .put(text("acTL"))
                .putInt(frames)
                .putInt(0)
                .putInt(0)
                .array();
        return joined(Arrays.copyOf(still, 33), control, Arrays.copyOfRange(still, 33, still.length));
    }
}
