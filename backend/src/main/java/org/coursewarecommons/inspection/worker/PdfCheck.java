package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/** What a PDF (ISO 32000) runs, starts or carries along besides its pages. Reads every object, whoever refers to it. */
final class PdfCheck {

    private static final int MAX_OBJECTS = 1_000_000;
    private static final int MAX_READ = 1 << 20;
    private static final int FILE_START = 64 << 10;

    /** Actions that leave the document without the reader's asking (12.6.4); links to the web are asked about. */
    private static final Set<String> LEAVING = Set.of("SubmitForm", "ImportData", "GoToR", "GoToE");

    private static final Set<String> RICH = Set.of("RichMedia", "3D", "Flash");

    private static final COSName EF = COSName.EF;
    private static final COSName JS = COSName.getPDFName("JS");
    private static final COSName XFA = COSName.getPDFName("XFA");

    /** What form editors write for a field's format: one call of a function that every reader brings along. */
    private static final Pattern FIELD_FORMAT =
            Pattern.compile("\\s*AF\\w+\\s*\\([\\w\\s\"',.\\-+/:%$()\\[\\]]*\\)\\s*;?\\s*");

    private static final Pattern MEMBER = Pattern.compile("\\.\\s*[A-Za-z_]");

    private final Findings findings;
    private final String path;

    /** @param path of the file within its archive, empty for the deposited file itself */
    PdfCheck(Findings findings, String path) {
        this.findings = findings;
        this.path = path;
    }

    void check(Path file) throws Rejection {
        try (PDDocument document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
            if (document.getNumberOfPages() == 0) {
                throw Rejection.failed("unreadable", detail("no page"));
            }
            objects(document.getDocument());
            opening(document.getDocumentCatalog().getCOSObject());
        } catch (InvalidPasswordException locked) {
            throw Rejection.failed("encrypted", detail("application/pdf"));
        } catch (IOException damaged) {
            throw Rejection.failed("unreadable", detail(String.valueOf(damaged.getMessage())));
        }
    }

    private void objects(COSDocument document) throws Rejection {
        if (document.getXrefTable().size() > MAX_OBJECTS) {
            throw Rejection.failed("archive-limit", detail("objects > " + MAX_OBJECTS));
        }
        for (COSObjectKey key : new ArrayList<>(document.getXrefTable().keySet())) {
            COSObject holder = document.getObjectFromPool(key);
            if (holder != null) {
                direct(holder.getObject());
            }
        }
    }

    /** The object with what it holds itself; what it refers to has a number and a turn of its own. */
    private void direct(@Nullable COSBase object) throws Rejection {
        Deque<COSBase> open = new ArrayDeque<>();
        if (object != null) {
            open.push(object);
        }
        while (!open.isEmpty()) {
            COSBase next = open.pop();
            if (next instanceof COSDictionary dictionary) {
                dictionary(dictionary);
                dictionary.getValues().stream().filter(PdfCheck::isContainer).forEach(open::push);
            } else if (next instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    COSBase item = array.get(i);
                    if (item != null && isContainer(item)) {
                        open.push(item);
                    }
                }
            }
        }
    }

    private static boolean isContainer(COSBase value) {
        return value instanceof COSDictionary || value instanceof COSArray;
    }

    private void dictionary(COSDictionary dictionary) throws Rejection {
        String action = name(dictionary, COSName.S);
        if (action.equals("Launch")) {
            throw Rejection.quarantined("launch", detail(target(dictionary)));
        }
        if (dictionary.containsKey(JS)) {
            script(text(dictionary.getDictionaryObject(JS)));
        } else if (action.equals("JavaScript")) {
            script("");
        }
        if (LEAVING.contains(action)) {
            findings.review("external-reference", detail(action + " " + target(dictionary)));
        }
        if (RICH.contains(name(dictionary, COSName.SUBTYPE))) {
            findings.review("active-content", detail(name(dictionary, COSName.SUBTYPE)));
        }
        if (dictionary.getDictionaryObject(EF) instanceof COSDictionary embedded) {
            attachment(dictionary, embedded);
        }
        COSBase form = dictionary.getDictionaryObject(XFA);
        if (form != null) {
            dynamicForm(form);
        }
    }

    /** What happens without a click. Going to a page is how most documents open. */
    private void opening(COSDictionary catalog) {
        if (catalog.getDictionaryObject(COSName.OPEN_ACTION) instanceof COSDictionary action
                && name(action, COSName.S).equals("URI")) {
            findings.review("active-content", detail("OpenAction " + text(action.getDictionaryObject(COSName.URI))));
        }
    }

    private void script(String script) throws Rejection {
        boolean format = FIELD_FORMAT.matcher(script).matches()
                && !MEMBER.matcher(script).find();
        if (!format) {
            throw Rejection.failed("script", detail("JavaScript " + script));
        }
        findings.review("active-content", detail(script));
    }

    private void attachment(COSDictionary file, COSDictionary embedded) throws Rejection {
        String name = text(file.getDictionaryObject(COSName.UF));
        name = name.isEmpty() ? text(file.getDictionaryObject(COSName.F)) : name;
        String extension = FileKind.extension(name);
        boolean program = Executables.isProgramExtension(extension) || extension.equals("js");
        for (COSName key : embedded.keySet()) {
            if (embedded.getDictionaryObject(key) instanceof COSStream stream) {
                byte[] start = start(stream, FILE_START);
                program |= Executables.isProgram(start);
            }
        }
        if (program) {
            throw Rejection.quarantined("executable", detail(name));
        }
        findings.review("embedded-object", detail(name));
    }

    /** Forms in XML, in pieces or in one: readers parse them, and some have fetched what they named. */
    private void dynamicForm(COSBase form) throws Rejection {
        StringBuilder whole = new StringBuilder();
        if (form instanceof COSArray pieces) {
            for (int i = 0; i < pieces.size() && whole.length() < MAX_READ; i++) {
                whole.append(text(pieces.getObject(i)));
            }
        } else {
            whole.append(text(form));
        }
        byte[] bytes = whole.toString().getBytes(StandardCharsets.UTF_8);
        if (SafeXml.hasDocumentType(bytes)) {
            throw Rejection.failed("xml-entity", detail("XFA"));
        }
        if (whole.indexOf("<script") >= 0) {
            throw Rejection.failed("script", detail("XFA"));
        }
        findings.review("active-content", detail("XFA"));
    }

    private static String target(COSDictionary action) {
        COSBase file = action.getDictionaryObject(COSName.F);
        if (file == null && action.getDictionaryObject(COSName.getPDFName("Win")) instanceof COSDictionary windows) {
            file = windows.getDictionaryObject(COSName.F);
        }
        if (file instanceof COSDictionary specification) {
            return text(specification.getDictionaryObject(COSName.F));
        }
        return text(file);
    }

    private static String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
    }

    private static String text(@Nullable COSBase value) {
        if (value instanceof COSString string) {
            return string.getString();
        }
        if (value instanceof COSStream stream) {
            return new String(start(stream, MAX_READ), StandardCharsets.UTF_8);
        }
        return "";
    }

    /** What can be unpacked of it: a damaged stream is no reason to stop looking at the others. */
    private static byte[] start(COSStream stream, int length) {
        try (InputStream bytes = stream.createInputStream()) {
            return bytes.readNBytes(length);
        } catch (IOException | RuntimeException damaged) {
            return new byte[0];
        }
    }

    private String detail(String what) {
        String shown = what.length() > 200 ? what.substring(0, 200) : what;
        return (path.isEmpty() ? shown : path + ": " + shown).replace("\0", "");
    }

    static boolean isPdf(byte[] start) {
        int length = Math.min(start.length, 1024);
        return new String(start, 0, length, StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT)
                .contains("%PDF-");
    }
}
