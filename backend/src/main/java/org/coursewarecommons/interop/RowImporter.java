package org.coursewarecommons.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Deposits;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.storage.Blobs;
import org.coursewarecommons.storage.StoredBlob;
import org.springframework.stereotype.Component;

/** Brings one row in: first its files to the store, then, in one transaction, everything else. */
@Component
class RowImporter {

    private final Blobs blobs;
    private final RowDeposit deposit;

    RowImporter(Blobs blobs, RowDeposit deposit) {
        this.blobs = blobs;
        this.deposit = deposit;
    }

    /** @param folder for the row's files, one at a time; @throws RowFaults with what is wrong with the files */
    void run(ImportJob job, ManifestRow row, ParsedRow parsed, ImportArchive archive, Path folder) throws IOException {
        if (job.dryRun()) {
            for (ParsedRow.FileReference file : parsed.files()) {
                read(file, archive, folder, job, parsed);
            }
            deposit.valid(job, row, parsed);
            return;
        }
        if (deposit.isHere(job, parsed)) {
            deposit.skip(job, row, parsed);
            return;
        }
        List<Deposits.NewFile> files = new ArrayList<>();
        for (ParsedRow.FileReference file : parsed.files()) {
            StoredBlob blob = read(file, archive, folder, job, parsed);
            files.add(new Deposits.NewFile(file.id(), file.name(), file.role(), file.mediaType(), blob));
        }
        deposit.run(job, row, parsed, files);
    }

    private StoredBlob read(
            ParsedRow.FileReference file, ImportArchive archive, Path folder, ImportJob job, ParsedRow parsed)
            throws IOException {
        Path spool = Files.createTempFile(folder, "row", ".part");
        try {
            archive.extract(file.column(), file.path(), spool);
            if (Files.size(spool) == 0) {
                throw new RowFaults(file.column(), "empty-file");
            }
            if (file.sha256() != null) {
                check(file, spool);
            }
            return job.dryRun() ? new StoredBlob("", Files.size(spool)) : blobs.put(spool, depositor(job, parsed));
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private static void check(ParsedRow.FileReference file, Path spool) throws IOException {
        try (InputStream bytes = Files.newInputStream(spool)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[64 << 10];
            for (int n = bytes.read(chunk); n >= 0; n = bytes.read(chunk)) {
                digest.update(chunk, 0, n);
            }
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(file.sha256())) {
                throw new RowFaults(file.column().replaceFirst("/path$", "/sha256"), "file-other-sha256", found);
            }
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whose quota it is: that of the person whose resource it becomes. */
    private static Actor depositor(ImportJob job, ParsedRow parsed) {
        UUID person = parsed.owner().id();
        return new Actor(
                person, "", parsed.owner().code(), parsed.owner().name(), parsed.schoolId(), Set.of(Role.CONTRIBUTOR));
    }
}
