package org.coursewarecommons.organisation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads lists of units, memberships or pairings in; each row stands for itself and is kept with what became of it. */
@Service
class StructureImports {

    static final int MAX_ROWS = 5_000;

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setNullString("")
            .setTrim(true)
            .get();

    private final JdbcClient jdbc;
    private final StructureRowImport importer;
    private final DomainClock clock;
    private final TransactionTemplate row;
    private final ApplicationEventPublisher events;

    StructureImports(
            JdbcClient jdbc,
            StructureRowImport importer,
            DomainClock clock,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.importer = importer;
        this.clock = clock;
        // A row that is refused takes its own changes back and no other's.
        this.row = new TransactionTemplate(
                java.util.Objects.requireNonNull(transaction.getTransactionManager()), transaction);
        this.row.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
        this.events = events;
    }

    /** @throws ProblemException 422 for a text that is no such list; faults of rows are told in the ledger */
    @Transactional
    public StructureImportBody read(StructureList list, String csv, Actor actor) {
        List<CSVRecord> records = parse(list, csv);
        List<StructureImportBody.Row> ledger = new ArrayList<>();
        for (CSVRecord record : records) {
            ledger.add(row(list, record, actor));
        }
        UUID id = Ids.next();
        int created = count(ledger, "CREATED");
        int updated = count(ledger, "UPDATED");
        int refused = count(ledger, "REFUSED");
        jdbc.sql("insert into organisation.structure_import values"
                        + " (:id, :kind, :by, :at, :created, :updated, :unchanged, :refused)")
                .param("id", id)
                .param("kind", list.text())
                .param("by", actor.id())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("created", created)
                .param("updated", updated)
                .param("unchanged", count(ledger, "UNCHANGED"))
                .param("refused", refused)
                .update();
        ledger.forEach(entry -> insert(id, entry));
        events.publishEvent(new StructureImported(id, list.text(), created, updated, refused));
        return find(id).orElseThrow();
    }

    Optional<StructureImportBody> find(UUID id) {
        return jdbc.sql("select * from organisation.structure_import where id = :id")
                .param("id", id)
                .query((row, i) -> new StructureImportBody(
                        id,
                        row.getString("kind"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getInt("created"),
                        row.getInt("updated"),
                        row.getInt("unchanged"),
                        row.getInt("refused")))
                .optional();
    }

    Page<StructureImportBody.Row> rows(UUID id, @Nullable String result, PageRequest page) {
        String from =
                " from organisation.structure_import_row where import_id = :id and (cast(:result as text) is null or result = :result)";
        List<StructureImportBody.Row> rows = jdbc.sql("select number, key, result, field, code" + from
                        + " and number > :after order by number limit :limit")
                .param("id", id)
                .param("result", result)
                .param("after", after(page))
                .param("limit", page.limit() + 1)
                .query(StructureImportBody.Row.class)
                .list();
        long total = jdbc.sql("select count(*)" + from)
                .param("id", id)
                .param("result", result)
                .query(Long.class)
                .single();
        return Page.cut(rows, page, total, entry -> List.of(String.valueOf(entry.number())));
    }

    private static int after(PageRequest page) {
        String after = page.after(0);
        try {
            return after == null ? 0 : Integer.parseInt(after);
        } catch (NumberFormatException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }

    private StructureImportBody.Row row(StructureList list, CSVRecord record, Actor actor) {
        int number = (int) record.getRecordNumber();
        String key = list.key(record);
        try {
            String result = row.execute(status -> importer.apply(list, record, actor));
            return new StructureImportBody.Row(number, key, String.valueOf(result), null, null);
        } catch (ProblemException refused) {
            Fault fault = refused.faults().stream()
                    .findFirst()
                    .orElse(Fault.of("", refused.problem().code()));
            return new StructureImportBody.Row(number, key, "REFUSED", fault.pointer(), fault.code());
        }
    }

    private void insert(UUID id, StructureImportBody.Row entry) {
        jdbc.sql(
                        """
                        insert into organisation.structure_import_row (import_id, number, key, result, field, code)
                        values (:id, :number, :key, :result, :field, :code)
                        """)
                .param("id", id)
                .param("number", entry.number())
                .param("key", entry.key())
                .param("result", entry.result())
                .param("field", entry.field())
                .param("code", entry.code())
                .update();
    }

    private static int count(List<StructureImportBody.Row> ledger, String result) {
        return (int) ledger.stream()
                .map(StructureImportBody.Row::result)
                .filter(result::equals)
                .count();
    }

    private static List<CSVRecord> parse(StructureList list, String csv) {
        try (var parser = FORMAT.parse(new StringReader(csv.replaceFirst("^\uFEFF", "")))) {
            List<Fault> missing = list.columns().stream()
                    .filter(column -> !parser.getHeaderNames().contains(column))
                    .map((Function<String, Fault>) column -> Fault.of("/" + column, "missing-column", column))
                    .toList();
            if (!missing.isEmpty()) {
                throw ProblemException.invalid(missing);
            }
            List<CSVRecord> records = parser.getRecords();
            if (records.isEmpty() || records.size() > MAX_ROWS || csv.indexOf('\0') >= 0) {
                throw ProblemException.invalid("", "rows", 1, MAX_ROWS);
            }
            return records;
        } catch (IOException | UncheckedIOException | IllegalArgumentException notCsv) {
            throw ProblemException.invalid("", "not-csv");
        }
    }
}
