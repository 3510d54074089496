package org.coursewarecommons.seeds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A one-page handout with its own subset of a Chinese font, so that it looks the same on every machine. */
final class Handout {
    private static final String[] LINES = {
        "一、什么是周长？封闭图形一周的长度，叫作它的周长。",
        "二、长方形的周长 =（长 + 宽）× 2",
        "三、正方形的周长 = 边长 × 4",
        "四、量一量：课桌面的长约（　）分米，宽约（　）分米，周长约（　）分米。",
        "五、想一想：用 16 根同样长的小棒围长方形，可以有几种围法？",
    };

    private Handout() {}

    static void write(Path target, Path font) throws IOException {
        try (var document = new PDDocument();
                var collection = new TrueTypeCollection(font.toFile())) {
            PDFont chinese = PDType0Font.load(document, collection.getFontByName("WenQuanYiMicroHei"), true);
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                line(content, chinese, 24, 60, 760, "长方形和正方形的周长");
                for (int i = 0; i < LINES.length; i++) {
                    line(content, chinese, 14, 60, 700 - 34 * i, LINES[i]);
                }
                content.setLineWidth(2);
                content.addRect(120, 360, 280, 120);
                content.stroke();
                line(content, chinese, 14, 240, 340, "长 7 厘米");
                line(content, chinese, 14, 410, 415, "宽 3 厘米");
            }
            var made = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            made.clear();
            made.set(2026, Calendar.JANUARY, 1);
            document.getDocumentInformation().setTitle("长方形和正方形的周长");
            document.getDocumentInformation().setCreationDate(made);
            document.getDocumentCatalog().setLanguage("zh-CN");
            // Otherwise the file's ID is made from the clock.
            document.setDocumentId(2026L);
            document.save(target.toFile());
        }
    }

    private static void line(PDPageContentStream content, PDFont font, int size, int x, int y, String words)
            throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(x, y);
        content.showText(words);
        content.endText();
    }
}
