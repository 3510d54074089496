package org.coursewarecommons.inspection.worker;

import static org.coursewarecommons.inspection.worker.TestFiles.zip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Archives that unpack to too much, to elsewhere, to something else than they show, or to programs. */
final class HostileArchives {

    private static final byte[] PAGE = text("<!DOCTYPE html><html><body><p>认识分数</p></body></html>");

    private HostileArchives() {}

    static List<Sample> all() {
        return Stream.of(bombs(), paths(), structure(), contents())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> bombs() {
        return List.of(
                Sample.failed("bomb-flat.zip", "archive-limit", () -> page().add("zeros", new byte[20 << 20])
                        .bytes()),
                Sample.failed("bomb-nested.zip", "archive-limit", () -> page().add(
                                "inner.zip",
                                new RawZip().add("zeros", new byte[20 << 20]).bytes())
                        .bytes()),
                Sample.failed("bomb-entries.zip", "archive-limit", () -> page().addCopies("e", 10_000, new byte[1])
                        .bytes()),
                // 1.2 GB out of 13 MB: each entry stays below the ratio, all together exceed the total.
                Sample.failed("bomb-total.zip", "archive-limit", () -> page().addCopies("part", 100, sparse(12 << 20))
                        .bytes()),
                Sample.failed("bomb-overlap.zip", "archive-mismatch", () -> page().addOverlapping(
                                "zeros", 500, new byte[90 << 10])
                        .bytes()),
                Sample.failed("bomb-depth.zip", "archive-limit", () -> {
                    byte[] inner = page().bytes();
                    for (int depth = 1; depth <= 3; depth++) {
                        inner = page().add(depth + ".zip", inner).bytes();
                    }
                    return inner;
                }),
                Sample.failed("bomb-quine.zip", "archive-limit", QuineZip::bytes),
                Sample.failed(
                        "bomb-part.docx",
                        "archive-limit",
                        () -> OfficeFiles.with(TestFiles.docx("text"), "word/media/image1.bmp", new byte[20 << 20])));
    }

    private static List<Sample> paths() {
        return List.of(
                path("slip-dots.zip", "../../evil.html"),
                path("slip-inner-dots.zip", "a/../../evil.html"),
                path("slip-absolute.zip", "/etc/cron.d/evil"),
                path("slip-drive.zip", "C:/Windows/evil.html"),
                path("slip-backslash.zip", "..\\..\\evil.html"),
                path("slip-share.zip", "\\\\host\\share\\evil.html"),
                path("name-crlf-entry.zip", "a\r\nSet-Cookie: b.html"),
                path("name-nul-entry.zip", "index2.html\0.png"),
                path("name-rtl-entry.zip", "\u202Egnp.html"),
                path("name-256-bytes-entry.zip", "a".repeat(256)),
                Sample.failed("link-symbolic.zip", "archive-path", () -> page().addWithMode(
                                "passwords.html", text("/etc/passwd"), 0120777)
                        .bytes()),
                Sample.failed(
                        "link-device.zip", "archive-path", () -> page().addWithMode("null.html", new byte[0], 0020666)
                                .bytes()),
                Sample.failed("name-twice.zip", "archive-duplicate", () -> page().add("index.html", PAGE)
                        .bytes()),
                Sample.failed("name-twice-but-case.zip", "archive-duplicate", () -> page().add("INDEX.html", PAGE)
                        .bytes()));
    }

    private static Sample path(String label, String entry) {
        return Sample.failed(
                label, "archive-path", () -> page().add(entry, PAGE).bytes());
    }

    private static List<Sample> structure() {
        return List.of(
                Sample.failed(
                        "header-two-names.zip", "archive-mismatch", () -> page().add("evil.exe", "lesson.html", PAGE)
                                .bytes()),
                Sample.failed("header-two-methods.zip", "archive-mismatch", () -> page().addWithTwoMethods(
                                "lesson.html", PAGE)
                        .bytes()),
                Sample.failed("header-cut-off.zip", "unreadable", () -> {
                    byte[] whole = page().bytes();
                    return Arrays.copyOf(whole, whole.length - 30);
                }),
                Sample.failed("encrypted.zip", "encrypted", TestFiles::encryptedZip),
                Sample.failed(
                        "polyglot-appended.zip", "polyglot", () -> joined(page().bytes(), text("#!/bin/sh\nevil"))),
                Sample.failed("polyglot-two-ends.zip", "polyglot", () -> page().bytes(
                                joined(RawZip.end(0, 0, 0, 0), text("x")))),
                Sample.failed("polyglot-two-archives.zip", "polyglot", () -> joined(page().bytes(), page().bytes())),
                Sample.failed("polyglot-self-extracting.zip", "type-mismatch", () -> joined(program(), page().bytes())),
                Sample.review("hidden-data.zip", "hidden-data", () -> page().hide(noise(100_000))
                        .bytes()));
    }

    private static List<Sample> contents() {
        return List.of(
                Sample.failed("plain.zip", "not-a-package", () -> zip("notes.txt", "x")),
                Sample.quarantined("program.zip", "executable", () -> page().add("setup.exe", program())
                        .bytes()),
                Sample.quarantined("program-as-picture.zip", "executable", () -> page().add("a.png", program())
                        .bytes()),
                Sample.quarantined("program-linux.zip", "executable", () -> page().add(
                                "data", joined(new byte[] {0x7F, 'E', 'L', 'F'}, new byte[100]))
                        .bytes()),
                Sample.quarantined("shortcut.zip", "executable", () -> page().add("课件.lnk", new byte[80])
                        .bytes()),
                Sample.quarantined("java.zip", "executable", () -> page().add("applet.jar", page().bytes())
                        .bytes()),
                Sample.quarantined("macros-in-package.zip", "macro", () -> page().add("lesson.docm", PAGE)
                        .bytes()),
                Sample.quarantined("signature-in-package.zip", "malware", () -> page().add("a.txt", TestFiles.eicar())
                        .bytes()),
                Sample.failed("rar-in-package.zip", "nested-archive", () -> page().add(
                                "more.rar", new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 1, 0})
                        .bytes()),
                Sample.failed("page-as-picture.zip", "type-mismatch", () -> page().add("a.png", PAGE)
                        .bytes()),
                Sample.failed("picture-flood.zip", "picture-limit", () -> page().add(
                                "a.png", TestFiles.pngClaiming(60_000, 60_000))
                        .bytes()),
                Sample.failed("xxe-manifest.zip", "xml-entity", () -> zip("imsmanifest.xml", xxe("manifest"))),
                Sample.failed(
                        "xxe-manifest-wide.zip",
                        "xml-entity",
                        () -> zip(Map.of("imsmanifest.xml", xxe("manifest").getBytes(StandardCharsets.UTF_16)))),
                Sample.failed(
                        "xxe-parameter.zip",
                        "xml-entity",
                        () -> zip(
                                "imsmanifest.xml",
                                "<!DOCTYPE m [<!ENTITY % all SYSTEM \"http://127.0.0.1:9/x.dtd\"> %all;]><m/>")),
                Sample.failed("laughs-manifest.zip", "xml-entity", () -> zip("imsmanifest.xml", laughs("manifest"))),
                Sample.failed("xxe-drawing.zip", "xml-entity", () -> zip("index.html", "<p/>", "a.svg", xxe("svg"))),
                Sample.review(
                        "script-in-drawing.zip",
                        "script",
                        () -> zip(
                                "index.html",
                                "<p/>",
                                "a.svg",
                                "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")),
                Sample.review(
                        "remote-script.zip",
                        "external-reference",
                        () -> zip("index.html", "<html><script src='https://evil.example/x.js'></script></html>")),
                Sample.review(
                        "remote-refresh.zip",
                        "external-reference",
                        () -> zip("index.html", "<meta http-equiv=refresh content='0;url=//evil.example/'>")));
    }

    static RawZip page() {
        return new RawZip().add("index.html", PAGE);
    }

    static String xxe(String root) {
        return "<?xml version=\"1.0\"?><!DOCTYPE " + root + " [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><" + root
                + " xmlns=\"http://www.w3.org/2000/svg\">&x;</" + root + ">";
    }

    static String laughs(String root) {
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE " + root + " [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return laughs + "]><" + root + ">&l9;</" + root + ">";
    }

    /** Starts like a program of Windows; nothing in it runs. */
    static byte[] program() {
        byte[] bytes = new byte[512];
        System.arraycopy(text("MZ"), 0, bytes, 0, 2);
        bytes[0x3C] = (byte) 0x80;
        System.arraycopy(text("This program cannot be run in DOS mode.\r\n$"), 0, bytes, 0x4E, 42);
        System.arraycopy(text("PE\0\0"), 0, bytes, 0x80, 4);
        return bytes;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    static byte[] joined(byte[]... parts) {
        return TestFiles.written(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    /** Packs some ninety times: zeros with a little noise now and then. */
    private static byte[] sparse(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(2);
        for (int i = 0; i < length; i += 64 << 10) {
            byte[] some = new byte[600];
            random.nextBytes(some);
            System.arraycopy(some, 0, bytes, i, Math.min(some.length, length - i));
        }
        return bytes;
    }

    static Map<String, byte[]> map(Object... namesAndContents) {
        Map<String, byte[]> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            map.put((String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
        }
        return map;
    }
}
