package org.coursewarecommons.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVRecord;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SeedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The synonyms that searches go by. They act when a query is read, so a change needs neither another index nor a restart;
 * other backends see it within seconds.
 */
@Service
class Synonyms implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final SeedFiles seeds;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;
    private volatile Current current = new Current(0, List.of(), new Vocabulary(List.of()));

    Synonyms(
            JdbcClient jdbc,
            ObjectMapper mapper,
            SeedFiles seeds,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.seeds = seeds;
        this.clock = clock;
        this.events = events;
    }

    /** @param revision 0 before the first list */
    record Current(long revision, List<Synonym> entries, Vocabulary vocabulary) {}

    private record Row(long revision, String entries) {}

    @Override
    public void afterSingletonsInstantiated() {
        seeds.read("search/synonyms.csv", "1", this::merge);
        refresh();
    }

    Vocabulary vocabulary() {
        return current.vocabulary();
    }

    /** The list as it is stored. */
    Current stored() {
        refresh();
        return current;
    }

    /** @throws ProblemException 412 when somebody else changed the list meanwhile */
    @Transactional
    public Current replace(List<Synonym> entries, IfMatch ifMatch, Actor actor) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('search.synonyms'))")
                .query()
                .singleRow();
        long revision = revision();
        ifMatch.require(revision);
        insert(revision + 1, entries, actor.id());
        events.publishEvent(new SynonymsChanged(actor.id(), revision + 1, entries.size()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                refresh();
            }
        });
        return new Current(revision + 1, List.copyOf(entries), new Vocabulary(entries));
    }

    @Scheduled(fixedDelay = 3_000)
    void refresh() {
        if (revision() == current.revision()) {
            return;
        }
        jdbc.sql("select revision, entries::text from search.synonyms order by revision desc limit 1")
                .query(Row.class)
                .optional()
                .ifPresent(row -> {
                    List<Synonym> entries = read(row.entries());
                    current = new Current(row.revision(), entries, new Vocabulary(entries));
                });
    }

    /** What the seeds have and the list has not; a word that the district changed stays as it is. */
    private void merge(List<CSVRecord> records) {
        refresh();
        List<Synonym> entries = new ArrayList<>(current.entries());
        Set<String> known = new HashSet<>();
        entries.forEach(entry -> known.add(entry.word()));
        for (CSVRecord csv : records) {
            if (known.add(csv.get("word"))) {
                entries.add(
                        new Synonym(csv.get("word"), parts(csv.get("variants"), "\\|"), meanings(csv.get("means"))));
            }
        }
        if (entries.size() > current.entries().size()) {
            insert(current.revision() + 1, entries, null);
        }
    }

    private static List<Synonym.Meaning> meanings(@Nullable String joined) {
        return parts(joined, " ").stream()
                .map(pair -> pair.split(":", 2))
                .map(pair -> new Synonym.Meaning(pair[0], pair[1]))
                .toList();
    }

    private static List<String> parts(@Nullable String joined, String separator) {
        return joined == null ? List.of() : List.of(joined.split(separator));
    }

    private long revision() {
        return jdbc.sql("select coalesce(max(revision), 0) from search.synonyms")
                .query(Long.class)
                .single();
    }

    private void insert(long revision, List<Synonym> entries, @Nullable UUID by) {
        try {
            jdbc.sql(
                            """
                            insert into search.synonyms (revision, entries, changed_at, changed_by)
                            values (:revision, cast(:entries as jsonb), :now, :by)
                            """)
                    .param("revision", revision)
                    .param("entries", mapper.writeValueAsString(entries))
                    .param("now", clock.now().atOffset(ZoneOffset.UTC))
                    .param("by", by)
                    .update();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Synonym> read(String entries) {
        try {
            return mapper.readValue(entries, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the stored synonyms are unreadable", broken);
        }
    }
}
