package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.pkg.PackageParser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Takes the readable text out of a file. Only the parsers listed here exist: no text recognition, no foreign programs,
 * nothing found by chance on the class path.
 */
final class TextExtractor {

    static final int MAX_CHARACTERS = 200_000;

    private final AutoDetectParser parser =
            new AutoDetectParser(new OOXMLParser(), new PDFParser(), new PackageParser(), new JSoupParser());

    /** @return null when the file has no text */
    @Nullable
    String extract(Path file) throws IOException, TikaException, SAXException {
        StringWriter text = new StringWriter();
        try (TikaInputStream bytes = TikaInputStream.get(file)) {
            parser.parse(
                    bytes,
                    new BodyContentHandler(new WriteOutContentHandler(text, MAX_CHARACTERS)),
                    new Metadata(),
                    context());
        } catch (SAXException | TikaException stopped) {
            if (!WriteLimitReachedException.isWriteLimitReached(stopped)) {
                throw stopped;
            }
        }
        String clean = Texts.clean(text.toString(), MAX_CHARACTERS);
        return clean.isEmpty() ? null : clean;
    }

    private ParseContext context() {
        OfficeParserConfig office = new OfficeParserConfig();
        office.setExtractMacros(false);
        // Streaming readers: a large presentation must fit the worker's small heap.
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        pdf.setExtractActions(false);
        ParseContext context = new ParseContext();
        context.set(OfficeParserConfig.class, office);
        context.set(PDFParserConfig.class, pdf);
        context.set(Parser.class, parser);
        ParsingEmbeddedDocumentExtractor embedded = new ParsingEmbeddedDocumentExtractor(context);
        // Names of pictures and of files within a package are no text of the author.
        embedded.setWriteFileNameToContent(false);
        context.set(EmbeddedDocumentExtractor.class, embedded);
        return context;
    }
}
