package org.coursewarecommons.inspection.worker;

import static org.coursewarecommons.inspection.worker.HostileArchives.joined;
import static org.coursewarecommons.inspection.worker.HostileArchives.text;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextRun;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFHyperlink;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** What teachers deposit every day: a rule that refuses one of these does more harm than good. */
public final class BenignCorpus {

    private static final String LONG_NAME = "人教版三年级数学上册第八单元分数的初步认识教学设计".repeat(4) + ".docx";

    private BenignCorpus() {}

    public static List<Sample> all() {
        return Stream.of(office(), pdf(), media(), packages())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> office() {
        return List.of(
                Sample.passed("text.docx", () -> TestFiles.docx("把一块月饼平均分成四份")),
                Sample.passed("links.docx", BenignCorpus::documentWithLinks),
                Sample.passed(
                        "formula-object.docx",
                        () -> OfficeFiles.with(
                                TestFiles.docx("x"),
                                "word/embeddings/oleObject1.bin",
                                OfficeFiles.ole("Equation Native", text("x²")))),
                Sample.passed(
                        "page-number-fields.docx",
                        () -> OfficeFiles.with(
                                TestFiles.docx("x"),
                                "word/footer1.xml",
                                text(
                                        "<w:ftr xmlns:w=\"w\"><w:fldSimple w:instr=\" PAGE \"/><w:fldSimple w:instr=\" ADDRESS \"/></w:ftr>"))),
                Sample.passed(
                        "film.pptx",
                        () -> OfficeFiles.with(slidesWithLink(), "ppt/media/media1.mp4", TestFiles.mp4("isom"))),
                Sample.passed(
                        "jpeg-named-png.pptx",
                        () -> OfficeFiles.with(TestFiles.pptx("图"), "ppt/media/image1.png", picture("jpg"))),
                Sample.passed(
                        "drawing.pptx",
                        () -> OfficeFiles.with(
                                TestFiles.pptx("图"),
                                "ppt/media/image2.svg",
                                text(
                                        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"
                                                + "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"https://www.moe.gov.cn\"><rect/></a></svg>"))),
                Sample.passed(
                        "chart-data.pptx",
                        () -> OfficeFiles.with(
                                TestFiles.pptx("图表"),
                                "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx",
                                OfficeFiles.xlsx())),
                Sample.passed(
                        "next-slide.pptx",
                        () -> OfficeFiles.with(
                                TestFiles.pptx("x"),
                                "ppt/slides/slide2.xml",
                                text(
                                        "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:hlinkClick action=\"ppaction://hlinkshowjump?jump=nextslide\"/></p:sld>"))),
                Sample.passed("marks.xlsx", OfficeFiles::xlsx),
                Sample.passed("chart-and-link.xlsx", BenignCorpus::sheetWithChart));
    }

    private static List<Sample> pdf() {
        return List.of(
                Sample.passed("page.pdf", TestFiles::pdf),
                Sample.passed(
                        "form.pdf",
                        () -> HostileDocuments.pdf((document, catalog) -> {
                            PDAcroForm form = new PDAcroForm(document);
                            document.getDocumentCatalog().setAcroForm(form);
                            PDTextField field = new PDTextField(form);
                            field.setPartialName("name");
                            form.getFields().add(field);
                        })),
                Sample.passed(
                        "opens-at-page.pdf",
                        () -> HostileDocuments.pdf((document, catalog) -> {
                            PDPageFitDestination first = new PDPageFitDestination();
                            first.setPage(document.getPage(0));
                            document.getDocumentCatalog().setOpenAction(first);
                        })),
                Sample.passed(
                        "link.pdf",
                        () -> HostileDocuments.pdf((document, catalog) -> {
                            COSDictionary action = new COSDictionary();
                            action.setName(COSName.S, "URI");
                            action.setString(COSName.URI, "https://www.smartedu.cn");
                            COSDictionary link = new COSDictionary();
                            link.setName(COSName.SUBTYPE, "Link");
                            link.setItem(COSName.A, action);
                            COSArray links = new COSArray();
                            links.add(link);
                            document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, links);
                        })),
                Sample.passed("line-before.pdf", () -> joined(text("\r\n"), TestFiles.pdf())),
                Sample.passed("announced.pdf", TestFiles::pdf).declared("application/pdf; charset=binary"),
                Sample.passed("name-quotes.pdf", TestFiles::pdf).named("“数学” \"Unit 1\" 'v1.2'; 第3课.pdf"),
                Sample.passed("name-long.docx", () -> TestFiles.docx("x")).named(LONG_NAME),
                Sample.passed("name-site.docx", () -> TestFiles.docx("x")).named("教案www.example.com.docx"));
    }

    private static List<Sample> media() {
        return List.of(
                Sample.passed("picture.png", () -> picture("png")),
                Sample.passed("picture.jpg", () -> picture("jpg")),
                Sample.passed("picture.webp", () -> HostileDocuments.webp(800, 600)),
                Sample.passed("film.mp4", () -> TestFiles.mp4("isom")),
                Sample.passed("sound.m4a", () -> TestFiles.mp4("M4A ")),
                Sample.passed(
                        "sound.mp3", () -> joined(new byte[] {'I', 'D', '3', 3, 0, 0, 0, 0, 0, 0}, new byte[500])));
    }

    private static List<Sample> packages() {
        return List.of(
                Sample.passed(
                        "geometry.ggb",
                        () -> TestFiles.zip(
                                "geogebra.xml", "<geogebra/>", "geogebra_javascript.js", "function ggbOnInit() {}")),
                Sample.passed("scorm.zip", Packages::scorm12),
                Sample.passed("cartridge.zip", Packages::cartridge),
                Sample.passed("questions.zip", Packages::qti),
                Sample.passed("h5p.zip", Packages::h5p),
                Sample.passed(
                        "pages.zip",
                        () -> TestFiles.zip(
                                "index.html",
                                "<html><script src='scripts/api.js'></script><a href='https://www.moe.gov.cn'>部</a></html>",
                                "scripts/api.js",
                                "var API = {};")),
                Sample.passed(
                        "lesson.zip",
                        () -> TestFiles.zip(HostileArchives.map(
                                "index.html",
                                text("<!DOCTYPE html><p>课</p>"),
                                "教案.docx",
                                TestFiles.docx("x"),
                                "习题.pdf",
                                TestFiles.pdf(),
                                "旧教案.doc",
                                OfficeFiles.ole("WordDocument", new byte[100])))),
                Sample.passed(
                        "drawing.zip",
                        () -> TestFiles.zip(
                                "index.html",
                                "<img src=a.svg>",
                                "a.svg",
                                "<!DOCTYPE svg [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&ns_svg;\"><rect/></svg>")));
    }

    private static byte[] documentWithLinks() {
        return TestFiles.written(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                document.createParagraph()
                        .createHyperlinkRun("https://www.smartedu.cn")
                        .setText("国家平台");
                document.createParagraph()
                        .createHyperlinkRun("mailto:a@example.com")
                        .setText("邮件");
                document.createParagraph()
                        .createRun()
                        .addPicture(
                                new ByteArrayInputStream(picture("png")),
                                org.apache.poi.common.usermodel.PictureType.PNG,
                                "图.png",
                                100000,
                                100000);
                document.createTable(2, 2);
                document.write(out);
            } catch (org.apache.poi.openxml4j.exceptions.InvalidFormatException impossible) {
                throw new IOException(impossible);
            }
        });
    }

    private static byte[] slidesWithLink() {
        return TestFiles.written(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                XSLFTextRun run =
                        show.createSlide().createTextBox().addNewTextParagraph().addNewTextRun();
                run.setText("国家平台");
                run.createHyperlink().setAddress("https://www.smartedu.cn");
                show.write(out);
            }
        });
    }

    private static byte[] sheetWithChart() {
        return TestFiles.written(out -> {
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                XSSFSheet sheet = workbook.createSheet("成绩");
                for (int i = 0; i < 5; i++) {
                    sheet.createRow(i).createCell(0).setCellValue(60 + i);
                }
                sheet.createRow(6).createCell(0).setCellFormula("AVERAGE(A1:A5)");
                XSSFHyperlink link = workbook.getCreationHelper().createHyperlink(HyperlinkType.URL);
                link.setAddress("https://www.moe.gov.cn");
                sheet.getRow(0).getCell(0).setHyperlink(link);
                XSSFChart chart = sheet.createDrawingPatriarch()
                        .createChart(sheet.getDrawingPatriarch().createAnchor(0, 0, 0, 0, 2, 2, 8, 12));
                var values = XDDFDataSourcesFactory.fromNumericCellRange(
                        sheet, new org.apache.poi.ss.util.CellRangeAddress(0, 4, 0, 0));
                XDDFChartData data = chart.createData(
                        ChartTypes.LINE,
                        chart.createCategoryAxis(AxisPosition.BOTTOM),
                        chart.createValueAxis(AxisPosition.LEFT));
                data.addSeries(values, values);
                chart.plot(data);
                workbook.write(out);
            }
        });
    }

    private static byte[] picture(String format) {
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(20, 20, 160, 160);
        graphics.dispose();
        return TestFiles.written(out -> ImageIO.write(image, format, out));
    }
}
