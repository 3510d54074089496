package org.coursewarecommons.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.coursewarecommons.shared.SeedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The score forms. A version once used never changes; a changed form is a new version. */
@Component
class Rubrics implements SmartInitializingSingleton {

    private static final List<String> FILES =
            List.of("rubrics/expert.yaml", "rubrics/teacher.yaml", "rubrics/technician.yaml");

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final SeedFiles seeds;
    private final Map<String, Rubric> read = new ConcurrentHashMap<>();
    /** Written by the seeds alone, before anybody asks. */
    private volatile Map<String, VetoRule> vetoes = Map.of();

    Rubrics(JdbcClient jdbc, ObjectMapper mapper, SeedFiles seeds) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.seeds = seeds;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String file : FILES) {
            seeds.readText(file, "1", this::load);
        }
        seeds.readText("rubrics/vetoes.yaml", "2", this::loadVetoes);
    }

    /** The newest version of each form. */
    List<Rubric> current() {
        return jdbc.sql("select distinct on (form) form, version from review.rubric order by form, version desc")
                .query((row, number) -> of(row.getString("form"), row.getInt("version")))
                .list();
    }

    Optional<Rubric> current(String form) {
        return current().stream().filter(rubric -> rubric.form().equals(form)).findFirst();
    }

    Optional<Rubric> find(String form, int version) {
        boolean known = jdbc.sql(
                        "select exists (select 1 from review.rubric where form = :form and version = :version)")
                .param("form", form)
                .param("version", version)
                .query(Boolean.class)
                .single();
        return known ? Optional.of(of(form, version)) : Optional.empty();
    }

    /** The form as it was in that version. */
    Rubric of(String form, int version) {
        return read.computeIfAbsent(
                form + "/" + version,
                key -> parse(
                        jdbc.sql("select content::text from review.rubric where form = :form and version = :version")
                                .param("form", form)
                                .param("version", version)
                                .query(String.class)
                                .single()));
    }

    /** By code. */
    Map<String, VetoRule> vetoRules() {
        Map<String, VetoRule> known = vetoes;
        if (known.isEmpty()) {
            known = readVetoRules();
            vetoes = known;
        }
        return known;
    }

    private Map<String, VetoRule> readVetoRules() {
        Map<String, VetoRule> rules = new java.util.TreeMap<>();
        jdbc.sql("select code, kind, raised_by, confirmed_by, subjects, within_days from review.veto_rule")
                .query((row, number) -> new VetoRule(
                        row.getString("code"),
                        VetoRule.Kind.valueOf(row.getString("kind")),
                        List.of((String[]) row.getArray("raised_by").getArray()),
                        List.of((String[]) row.getArray("confirmed_by").getArray()),
                        List.of((String[]) row.getArray("subjects").getArray()),
                        row.getObject("within_days", Integer.class)))
                .list()
                .forEach(rule -> rules.put(rule.code(), rule));
        return rules;
    }

    static Rubric rubric(String yaml, ObjectMapper mapper) {
        return mapper.convertValue(tree(yaml), Rubric.class);
    }

    static List<VetoRule> vetoes(String yaml) {
        return ((List<?>) tree(yaml).get("vetoes")).stream().map(Rubrics::veto).toList();
    }

    private static VetoRule veto(Object row) {
        Map<?, ?> fields = (Map<?, ?>) row;
        return new VetoRule(
                String.valueOf(fields.get("code")),
                VetoRule.Kind.valueOf(String.valueOf(fields.get("class"))),
                texts(fields.get("raisedBy")),
                confirmers((Map<?, ?>) fields.get("confirmedBy")),
                texts(fields.get("subjects")),
                (Integer) fields.get("withinWorkingDays"));
    }

    /** Each place is one person's: two of one place would need names of their own. */
    private static List<String> confirmers(Map<?, ?> places) {
        if (places.values().stream().anyMatch(number -> !Integer.valueOf(1).equals(number))) {
            throw new IllegalStateException("a veto is confirmed by one person of each place: " + places);
        }
        return places.keySet().stream().map(String::valueOf).toList();
    }

    private static List<String> texts(@Nullable Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static Map<String, Object> tree(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    private void load(String yaml) {
        Rubric rubric = rubric(yaml, mapper);
        Optional<String> kept = jdbc.sql(
                        "select content::text from review.rubric where form = :form and version = :version")
                .param("form", rubric.form())
                .param("version", rubric.version())
                .query(String.class)
                .optional();
        if (kept.isPresent()) {
            if (!parse(kept.get()).equals(rubric)) {
                throw new IllegalStateException("form " + rubric.form() + " version " + rubric.version()
                        + " is in use; a changed form needs a new version");
            }
            return;
        }
        jdbc.sql("insert into review.rubric (form, version, content) values (:form, :version, cast(:content as jsonb))")
                .param("form", rubric.form())
                .param("version", rubric.version())
                .param("content", json(rubric))
                .update();
    }

    private void loadVetoes(String yaml) {
        for (VetoRule rule : vetoes(yaml)) {
            jdbc.sql(
                            """
                            insert into review.veto_rule (code, kind, raised_by, confirmed_by, subjects, within_days)
                            values (:code, :kind, :raisedBy, :confirmedBy, :subjects, :withinDays)
                            on conflict (code) do update
                               set kind = excluded.kind, raised_by = excluded.raised_by,
                                   confirmed_by = excluded.confirmed_by, subjects = excluded.subjects,
                                   within_days = excluded.within_days
                            """)
                    .param("code", rule.code())
                    .param("kind", rule.kind().name())
                    .param("raisedBy", rule.raisedBy().toArray(String[]::new))
                    .param("confirmedBy", rule.confirmedBy().toArray(String[]::new))
                    .param("subjects", rule.subjects().toArray(String[]::new))
                    .param("withinDays", rule.withinDays())
                    .update();
        }
    }

    private Rubric parse(String json) {
        try {
            return mapper.readValue(json, Rubric.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored form can't be read", broken);
        }
    }

    private String json(Rubric rubric) {
        try {
            return mapper.writeValueAsString(rubric);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
