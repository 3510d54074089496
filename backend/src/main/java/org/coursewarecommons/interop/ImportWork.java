package org.coursewarecommons.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.coursewarecommons.shared.StrictJson;
import org.coursewarecommons.storage.Blobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** Works one import off, from wherever it stands. */
@Component
class ImportWork {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

    /** Somebody else's lock, a store that is away for a moment. */
    private static final int ROW_TRIES = 6;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ImportJobs jobs;
    private final ImportRows rows;
    private final RowImporter importer;
    private final RowDeposit deposit;
    private final FileColumns fileColumns;
    private final Blobs blobs;
    private final People people;
    private final Organisations organisations;
    private final StrictJson strictJson;
    private final TransactionTemplate transaction;
    private final ImportProperties properties;

    ImportWork(
            ImportJobs jobs,
            ImportRows rows,
            RowImporter importer,
            RowDeposit deposit,
            FileColumns fileColumns,
            Blobs blobs,
            People people,
            Organisations organisations,
            StrictJson strictJson,
            TransactionTemplate transaction,
            ImportProperties properties) {
        this.jobs = jobs;
        this.rows = rows;
        this.importer = importer;
        this.deposit = deposit;
        this.fileColumns = fileColumns;
        this.blobs = blobs;
        this.people = people;
        this.organisations = organisations;
        this.strictJson = strictJson;
        this.transaction = transaction;
        this.properties = properties;
    }

    /**
     * Runs until every row has its end or the job is not ours any more.
     *
     * @param isOurs asked before each row
     * @return whether all rows are done
     * @throws UnusableArchive when the zip can't be worked with at all
     */
    boolean run(ImportJob job, UUID claim, BooleanSupplier isOurs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("courseware-import");
        try {
            Path zip = folder.resolve("import.zip");
            try (InputStream bytes = blobs.open(job.sha256())) {
                Files.copy(bytes, zip);
            }
            try (ImportArchive archive = ImportArchive.open(zip)) {
                if (!job.staged()) {
                    stage(job, archive);
                }
                return workOff(job, claim, archive, folder, isOurs);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** All rows of the manifest come into the ledger, or none. */
    private void stage(ImportJob job, ImportArchive archive) throws IOException {
        ImportArchive.Manifest manifest = archive.manifest();
        List<ManifestRow> all = ManifestReader.read(manifest.name(), manifest.bytes());
        transaction.executeWithoutResult(status -> {
            rows.insert(job.id(), all);
            jobs.staged(job.id());
        });
    }

    private boolean workOff(ImportJob job, UUID claim, ImportArchive archive, Path folder, BooleanSupplier isOurs)
            throws InterruptedException {
        List<ManifestRow> pending = rows.pending(job.id());
        // All rows, because a key that comes twice may first be in one that is done.
        RowReader reader = reader(job, rows.all(job.id()));
        ConcurrentLinkedQueue<List<ManifestRow>> queue = new ConcurrentLinkedQueue<>(resources(pending));
        AtomicBoolean stop = new AtomicBoolean();
        BooleanSupplier goOn = () -> !stop.get() && isOurs.getAsBoolean();
        ExecutorService threads =
                Executors.newFixedThreadPool(properties.parallel(), work -> new Thread(work, "import-row"));
        try {
            List<Future<Boolean>> workers = new ArrayList<>();
            for (int i = 0; i < properties.parallel(); i++) {
                workers.add(threads.submit(() -> drain(job, claim, queue, reader, archive, folder, goOn)));
            }
            boolean all = true;
            for (Future<Boolean> worker : workers) {
                all &= worker.get();
            }
            return all;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            // Each ends its row: an interrupt would close the zip under the others, and they would call it damaged.
            stop.set(true);
            threads.shutdown();
            awaitEnd(threads);
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Versions of one resource go one after the other, resources beside each other. */
    private static List<List<ManifestRow>> resources(List<ManifestRow> pending) {
        Map<String, List<ManifestRow>> byKey = new LinkedHashMap<>();
        pending.forEach(row -> byKey.computeIfAbsent(RowReader.depositorsKey(row), key -> new ArrayList<>())
                .add(row));
        return List.copyOf(byKey.values());
    }

    private boolean drain(
            ImportJob job,
            UUID claim,
            ConcurrentLinkedQueue<List<ManifestRow>> queue,
            RowReader reader,
            ImportArchive archive,
            Path folder,
            BooleanSupplier isOurs)
            throws IOException, InterruptedException {
        for (List<ManifestRow> next = queue.poll(); next != null; next = queue.poll()) {
            for (ManifestRow row : next) {
                if (!isOurs.getAsBoolean()) {
                    return false;
                }
                work(job, row, reader, archive, folder);
            }
            jobs.progressed(job.id(), claim);
        }
        return true;
    }

    private void work(ImportJob job, ManifestRow row, RowReader reader, ImportArchive archive, Path folder)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                importer.run(job, row, reader.read(row, archive), archive, folder);
                return;
            } catch (RowFaults faults) {
                deposit.failed(job, row, faults.faults());
                return;
            } catch (ProblemException refused) {
                if (refused.problem() != SharedProblem.UNAVAILABLE) {
                    deposit.failed(job, row, faults(refused, row));
                    return;
                }
                pauseOrThrow(attempt, refused);
            } catch (TransientDataAccessException
                    | DataAccessResourceFailureException
                    | CannotCreateTransactionException passing) {
                pauseOrThrow(attempt, passing);
            } catch (UncheckedIOException disk) {
                throw disk;
            } catch (RuntimeException bug) {
                LOG.error("row {} of import {} failed", row.number(), job.id(), bug);
                deposit.failed(job, row, List.of(RowFault.of("", "row-internal-error")));
                return;
            }
        }
    }

    private static void pauseOrThrow(int attempt, RuntimeException cause) throws InterruptedException {
        if (attempt == ROW_TRIES) {
            throw cause;
        }
        Thread.sleep(PAUSE.multipliedBy(1L << attempt).toMillis());
    }

    private static List<RowFault> faults(ProblemException refused, ManifestRow row) {
        if (refused.faults().isEmpty()) {
            return List.of(
                    RowFault.of("", refused.problem().code(), refused.args().toArray()));
        }
        return refused.faults().stream()
                .map(fault -> RowFault.of(fault, row.cells()))
                .toList();
    }

    private RowReader reader(ImportJob job, List<ManifestRow> all) {
        Set<String> persons = new HashSet<>();
        Set<String> collectives = new HashSet<>();
        Map<String, Integer> firstOfKey = new HashMap<>();
        for (ManifestRow row : all) {
            firstOfKey.putIfAbsent(RowReader.identity(row), row.number());
            row.cells().forEach((column, cell) -> {
                if (column.equals(Columns.OWNER) || Columns.isContributorsPerson(column)) {
                    persons.add(cell.strip());
                } else if (column.equals(Columns.SCOPE_COLLECTIVES) || column.equals(Columns.TARGET_COLLECTIVES)) {
                    collectives.addAll(Cells.split(cell));
                }
            });
        }
        Map<String, PersonSummary> people = new HashMap<>(this.people.byCodes(persons));
        PersonSummary importer = this.people.byIds(List.of(job.ownerId())).get(job.ownerId());
        if (importer != null) {
            people.put("", importer);
        }
        Map<String, OrganisationUnit> units = organisations.byCodes(collectives);
        return new RowReader(job, strictJson, fileColumns, people, units, firstOfKey);
    }
}
