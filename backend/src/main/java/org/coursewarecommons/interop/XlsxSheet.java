package org.coursewarecommons.interop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The first sheet of a workbook, cell by cell: the sheet is never held as a tree, and no formula is run. */
final class XlsxSheet {

    /** Of each part of the workbook when unpacked; a manifest of 20,000 rows has some 10 MB. */
    private static final long MAX_PART = 32L << 20;

    static {
        ZipSecureFile.setMaxEntrySize(MAX_PART);
        ZipSecureFile.setMaxFileCount(1000);
    }

    private XlsxSheet() {}

    static void read(byte[] bytes, ManifestReader.Table table) {
        try (OPCPackage file = OPCPackage.open(new ByteArrayInputStream(bytes))) {
            XSSFReader reader = new XSSFReader(file);
            var strings = new ReadOnlySharedStringsTable(file);
            var sheets = reader.getSheetsData();
            if (!sheets.hasNext()) {
                throw new UnusableArchive("manifest-unreadable");
            }
            try (InputStream sheet = sheets.next()) {
                XMLReader xml = XMLHelper.newXMLReader();
                xml.setContentHandler(
                        new XSSFSheetXMLHandler(reader.getStylesTable(), strings, new Sheet(table), false));
                xml.parse(new InputSource(sheet));
            }
        } catch (IOException | OpenXML4JException | SAXException | ParserConfigurationException broken) {
            throw new UnusableArchive("manifest-unreadable");
        } catch (UnusableArchive told) {
            throw told;
        } catch (RuntimeException hostile) {
            // POI tells damaged and exaggerated workbooks by many kinds of exceptions.
            throw new UnusableArchive("manifest-unreadable");
        }
    }

    private record Sheet(ManifestReader.Table table) implements SheetContentsHandler {

        @Override
        public void startRow(int row) {
            // each cell tells its own row
        }

        @Override
        public void endRow(int row) {
            // nothing is kept of a row
        }

        @Override
        public void cell(@Nullable String reference, @Nullable String text, @Nullable XSSFComment comment) {
            if (reference != null && text != null) {
                CellReference place = new CellReference(reference);
                table.cell(place.getRow() + 1, place.getCol(), text);
            }
        }
    }
}
