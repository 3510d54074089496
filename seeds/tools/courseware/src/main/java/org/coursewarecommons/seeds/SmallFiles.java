package org.coursewarecommons.seeds;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jcodec.api.awt.AWTSequenceEncoder;

/** Writes an item's text in each format: small, real files with the same bytes on every run. */
final class SmallFiles {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 176;
    private static final int FRAMES = 4;

    private final Path font;
    private final Font awtFont;

    SmallFiles(Path font) throws IOException {
        this.font = font;
        try {
            awtFont = Font.createFonts(font.toFile())[0];
        } catch (FontFormatException e) {
            throw new IOException("not a font: " + font, e);
        }
    }

    void write(Outline item, Path target) throws IOException {
        switch (item.format()) {
            case "docx" -> document(item, target);
            case "pptx" -> slides(item, target);
            case "pdf" -> handout(item, target);
            case "mp4" -> film(item, target);
            case "png" -> Files.write(target, Pictures.png(picture(item, item.kind())));
            case "h5p" -> StablePackage.write(target, h5p(item));
            case "qti.zip" -> StablePackage.write(target, qti(item));
            default -> StablePackage.write(target, scorm(item));
        }
    }

    private static void document(Outline item, Path target) throws IOException {
        try (var document = new XWPFDocument();
                var bytes = new ByteArrayOutputStream()) {
            paragraph(document, item.title(), 20);
            paragraph(document, item.audience() + " · " + item.kind() + " · " + item.code(), 11);
            for (LessonText.Section section : LessonText.of(item)) {
                paragraph(document, section.heading(), 15);
                section.lines().forEach(line -> paragraph(document, line, 12));
            }
            Slides.describe(document.getProperties(), item.title());
            document.write(bytes);
            StablePackage.rewrite(target, bytes.toByteArray());
        }
    }

    private static void paragraph(XWPFDocument document, String words, int size) {
        var run = document.createParagraph().createRun();
        run.setText(words);
        run.setFontSize(size);
    }

    private static void slides(Outline item, Path target) throws IOException {
        try (var show = new XMLSlideShow();
                var bytes = new ByteArrayOutputStream()) {
            show.setPageSize(new Dimension(960, 540));
            text(show.createSlide(), 160, item.title() + "\n" + item.audience() + " · " + item.code(), 40);
            for (LessonText.Section section : LessonText.of(item)) {
                XSLFSlide slide = show.createSlide();
                text(slide, 40, section.heading(), 36);
                text(slide, 150, String.join("\n", section.lines()), 24);
            }
            Slides.describe(show.getProperties(), item.title());
            show.write(bytes);
            StablePackage.rewrite(target, bytes.toByteArray());
        }
        if (item.scenario().equals("malware-macro")) {
            Dangers.macro(target);
        } else if (item.scenario().equals("zip-bomb")) {
            Dangers.bomb(target);
        }
    }

    private static void text(XSLFSlide slide, int y, String words, double size) {
        XSLFTextBox box = slide.createTextBox();
        box.setAnchor(new Rectangle(60, y, 840, 300));
        box.setText(words).setFontSize(size);
    }

    private void handout(Outline item, Path target) throws IOException {
        try (var document = new PDDocument();
                var collection = new TrueTypeCollection(font.toFile())) {
            PDFont chinese = PDType0Font.load(document, collection.getFontByName("WenQuanYiMicroHei"), true);
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                int y = 780;
                line(content, chinese, 18, y, item.title());
                for (LessonText.Section section : LessonText.of(item)) {
                    y -= 34;
                    line(content, chinese, 14, y, section.heading());
                    for (String text : section.lines()) {
                        for (int from = 0; from < text.length(); from += 40) {
                            y -= 20;
                            line(content, chinese, 11, y, text.substring(from, Math.min(text.length(), from + 40)));
                        }
                    }
                }
            }
            var made = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            made.clear();
            made.set(2026, Calendar.JANUARY, 1);
            document.getDocumentInformation().setTitle(item.title());
            document.getDocumentInformation().setCreationDate(made);
            document.setDocumentId((long) item.number());
            document.save(target.toFile());
        }
    }

    private static void line(PDPageContentStream content, PDFont font, int size, int y, String words)
            throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(60, y);
        content.showText(words);
        content.endText();
    }

    private void film(Outline item, Path target) throws IOException {
        AWTSequenceEncoder encoder = AWTSequenceEncoder.createSequenceEncoder(target.toFile(), 2);
        List<LessonText.Section> sections = LessonText.of(item);
        for (int i = 0; i < FRAMES; i++) {
            encoder.encodeImage(picture(item, sections.get(i).heading()));
        }
        encoder.finish();
        MovieTimes.fix(target);
    }

    private BufferedImage picture(Outline item, String caption) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
        g.setColor(Color.getHSBColor((item.number() % 24) / 24f, 0.25f, 0.98f));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(Color.DARK_GRAY);
        g.setFont(awtFont.deriveFont(26f));
        g.drawString(item.topic(), 16, 64);
        g.setFont(awtFont.deriveFont(20f));
        g.drawString(caption, 16, 108);
        g.drawString(item.code(), 16, 150);
        g.dispose();
        return image;
    }

    private static Map<String, byte[]> h5p(Outline item) {
        StringBuilder text = new StringBuilder();
        LessonText.of(item)
                .forEach(section -> text.append("<h3>%s</h3><p>%s</p>"
                        .formatted(section.heading(), String.join("</p><p>", section.lines()))));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                "h5p.json",
                utf8(
                        """
                        {"title":"%s","language":"zh","mainLibrary":"H5P.AdvancedText","embedTypes":["div"],"license":"CC BY","preloadedDependencies":[{"machineName":"H5P.AdvancedText","majorVersion":1,"minorVersion":1}]}
                        """
                                .formatted(item.title())));
        entries.put("content/content.json", utf8("{\"text\":\"" + text.toString().replace("\"", "\\\"") + "\"}\n"));
        return entries;
    }

    private static Map<String, byte[]> scorm(Outline item) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                "imsmanifest.xml",
                utf8(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <manifest identifier="%s" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
                          <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
                          <organizations default="lesson"><organization identifier="lesson"><title>%s</title>
                            <item identifier="page" identifierref="index"><title>%2$s</title></item>
                          </organization></organizations>
                          <resources><resource identifier="index" type="webcontent" adlcp:scormtype="asset" href="index.html">
                            <file href="index.html"/></resource></resources>
                        </manifest>
                        """
                                .formatted(item.code(), item.title())));
        StringBuilder page = new StringBuilder();
        LessonText.of(item)
                .forEach(section -> page.append("<h2>%s</h2>\n<p>%s</p>\n"
                        .formatted(section.heading(), String.join("</p>\n<p>", section.lines()))));
        entries.put(
                "index.html",
                utf8("<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n<h1>%1$s</h1>\n%s</body></html>\n"
                        .formatted(item.title(), page)));
        return entries;
    }

    private static Map<String, byte[]> qti(Outline item) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        StringBuilder resources = new StringBuilder();
        List<LessonText.Section> sections = LessonText.of(item);
        for (int i = 1; i <= 3; i++) {
            String name = "items/item" + i + ".xml";
            resources.append("    <resource identifier=\"item%d\" type=\"imsqti_item_xmlv2p1\" href=\"%s\"><file href=\"%2$s\"/></resource>\n"
                    .formatted(i, name));
            entries.put(
                    name,
                    utf8(
                            """
                            <?xml version="1.0" encoding="UTF-8"?>
                            <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="%s-%d" title="%s" adaptive="false" timeDependent="false">
                              <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/>
                              <itemBody><p>%s</p><extendedTextInteraction responseIdentifier="RESPONSE"/></itemBody>
                            </assessmentItem>
                            """
                                    .formatted(
                                            item.code(),
                                            i,
                                            sections.get(i).heading(),
                                            String.join(" ", sections.get(i).lines()))));
        }
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(
                "imsmanifest.xml",
                utf8(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <manifest identifier="%s" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">
                          <metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>
                          <organizations/>
                          <resources>
                        %s  </resources>
                        </manifest>
                        """
                                .formatted(item.code(), resources)));
        all.putAll(entries);
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
