package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Lets LibreOffice lay a document out as a PDF, whose pages are then drawn like those of any other. */
final class OfficePages {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final long MEMORY_MEGABYTES = 4096;

    /** No macro, no script, nothing fetched from elsewhere: what the document wants does not matter. */
    private static final String PROFILE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
                <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
              </item>
              <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
                <prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
              </item>
              <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
                <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
              </item>
              <item oor:path="/org.openoffice.Office.Writer/Content/Update">
                <prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
              </item>
            </oor:items>
            """;

    private final String soffice;
    private final Path scratch;

    /** @param scratch an existing folder, empty but for what other steps left */
    OfficePages(String soffice, Path scratch) {
        this.soffice = soffice;
        this.scratch = scratch;
    }

    /** The first pages as a PDF. @throws IOException when LibreOffice fails or takes too long */
    Path pdf(FileKind kind, Path file) throws IOException {
        Path home = Files.createDirectories(scratch.resolve("office"));
        Path user = Files.createDirectories(home.resolve("profile/user"));
        Files.writeString(user.resolve("registrymodifications.xcu"), PROFILE);
        Path named = home.resolve("document." + kind.name().toLowerCase(Locale.ROOT));
        Files.createLink(named, file);
        String filter = kind == FileKind.PPTX ? "impress_pdf_Export" : "writer_pdf_Export";
        String printed = new ExternalProgram(home, LIMIT, MEMORY_MEGABYTES)
                .run(List.of(
                        soffice,
                        "--headless",
                        "--norestore",
                        "--nolockcheck",
                        "--nologo",
                        "-env:UserInstallation=" + home.resolve("profile").toUri(),
                        "--convert-to",
                        "pdf:" + filter + ":{\"PageRange\":{\"type\":\"string\",\"value\":\"1-" + Previews.MAX_PAGES
                                + "\"}}",
                        "--outdir",
                        home.toString(),
                        named.toString()));
        Path pdf = home.resolve("document.pdf");
        if (!Files.isRegularFile(pdf)) {
            // It ends with success even when it could not read the document.
            throw new IOException("soffice made no pages: " + printed);
        }
        return pdf;
    }
}
