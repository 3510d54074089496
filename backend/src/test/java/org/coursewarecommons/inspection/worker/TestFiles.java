package org.coursewarecommons.inspection.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Small files of every kind, made when they are needed: hostile ones are not kept in the repository. */
public final class TestFiles {

    /** A picture of 1 by 1 pixels. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private TestFiles() {}

    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    public static byte[] written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    public static byte[] pptx(String text) {
        return written(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                show.createSlide().createTextBox().setText(text);
                show.write(out);
            }
        });
    }

    public static byte[] docx(String text) {
        return written(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                document.createParagraph().createRun().setText(text);
                document.write(out);
            }
        });
    }

    /** Whole as an archive and by its declared type, but its text is no XML. */
    static byte[] docxWithBrokenText() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx("text")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] whole = zip.readAllBytes();
                boolean text = entry.getName().equals("word/document.xml");
                entries.put(entry.getName(), text ? Arrays.copyOf(whole, whole.length / 2) : whole);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zip(entries);
    }

    static byte[] protectedDocx() {
        return written(out -> {
            try (POIFSFileSystem container = new POIFSFileSystem()) {
                Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
                encryptor.confirmPassword("secret");
                try (OutputStream inside = encryptor.getDataStream(container)) {
                    inside.write(docx("text"));
                } catch (GeneralSecurityException impossible) {
                    throw new IOException(impossible);
                }
                container.writeFilesystem(out);
            }
        });
    }

    public static byte[] pdf() {
        return written(out -> {
            try (PDDocument document = new PDDocument()) {
                document.addPage(new PDPage());
                document.save(out);
            }
        });
    }

    static byte[] protectedPdf() {
        return written(out -> {
            try (PDDocument document = new PDDocument()) {
                document.addPage(new PDPage());
                document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
                document.save(out);
            }
        });
    }

    public static byte[] png() {
        return Base64.getDecoder().decode(PNG);
    }

    /** A picture that claims to be as wide and as high as this. */
    public static byte[] pngClaiming(int width, int height) {
        byte[] bytes = png();
        ByteBuffer.wrap(bytes).putInt(16, width).putInt(20, height);
        return bytes;
    }

    /** The first box of an MP4 and an empty second one. */
    static byte[] mp4(String brand) {
        return ByteBuffer.allocate(40)
                .putInt(24)
                .put(("ftyp" + brand).getBytes(StandardCharsets.US_ASCII))
                .putInt(512)
                .put((brand + brand).getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .put("mdat".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** @param namesAndTexts name, text, name, text … */
    public static byte[] zip(String... namesAndTexts) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            entries.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return zip(entries);
    }

    static byte[] zip(Map<String, byte[]> entries) {
        return written(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                    zip.closeEntry();
                }
            }
        });
    }

    /** With the bit that says "encrypted" set at every entry. */
    static byte[] encryptedZip() {
        byte[] bytes = zip("index.html", "<p>secret</p>");
        for (int i = 0; i + 10 < bytes.length; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K') {
                if (bytes[i + 2] == 3 && bytes[i + 3] == 4) {
                    bytes[i + 6] |= 1;
                } else if (bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                    bytes[i + 8] |= 1;
                }
            }
        }
        return bytes;
    }

    static byte[] zipWithSymlink() {
        return written(out -> {
            try (var zip = new ZipArchiveOutputStream(out)) {
                var link = new ZipArchiveEntry("index.html");
                link.setUnixMode(UnixStat.LINK_FLAG | 0777);
                zip.putArchiveEntry(link);
                zip.write("/etc/passwd".getBytes(StandardCharsets.US_ASCII));
                zip.closeArchiveEntry();
            }
        });
    }

    /** The antivirus test file, put together so that this class is not mistaken for it. */
    public static byte[] eicar() {
        return String.join("EICAR-STANDARD", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "-ANTIVIRUS-TEST-FILE!$H+H*")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
