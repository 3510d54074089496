package org.coursewarecommons.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Statements of other platforms become uses by the same rules as every reported use. */
@Service
class XapiStatements {

    private final XapiReader reader;
    private final UsageReports reports;
    private final Voids voids;

    XapiStatements(XapiReader reader, UsageReports reports, Voids voids) {
        this.reader = reader;
        this.reports = reports;
        this.voids = voids;
    }

    /**
     * @param ids of the statements that were kept, in their order; ours where they brought none
     * @param accepted how many are kept, repeats of kept ones included
     */
    @Schema(name = "XapiReceipt")
    record Receipt(
            @Schema(maxLength = 500) List<UUID> ids, int accepted, @Schema(maxLength = 500) List<Rejected> rejected) {}

    /**
     * A statement that was not kept; the others of the batch are.
     *
     * @param index in the batch, from 0
     * @param pointer JSON Pointer in the statement of what is at fault
     */
    @Schema(name = "RejectedXapiStatement")
    record Rejected(
            int index,
            @Nullable UUID id,
            @Schema(
                            allowableValues = {
                                "malformed-statement",
                                "unknown-verb",
                                "unknown-resource",
                                "unknown-statement",
                                "actor-not-opaque",
                                "actor-not-caller",
                                "at-in-future",
                                "at-too-old"
                            })
                    String code,
            @Schema(maxLength = 200) @Nullable String pointer) {}

    Receipt receive(List<JsonNode> statements, String host, Actor actor) {
        List<XapiReader.Said> said = statements.stream()
                .map(statement -> reader.read(statement, host, actor))
                .toList();
        List<Rejected> rejected = new ArrayList<>();
        // By place in the batch.
        Map<Integer, UsageEventBody> uses = new LinkedHashMap<>();
        Map<Integer, UUID> voided = new LinkedHashMap<>();
        for (int i = 0; i < said.size(); i++) {
            XapiReader.Said one = said.get(i);
            if (one.use() != null) {
                uses.put(i, one.use());
            } else if (one.voided() != null) {
                voided.put(i, one.voided());
            } else {
                rejected.add(new Rejected(i, one.id(), String.valueOf(one.fault()), one.pointer()));
            }
        }
        List<Integer> places = List.copyOf(uses.keySet());
        for (UsageReports.Rejected refused :
                reports.receive(List.copyOf(uses.values()), actor).rejected()) {
            int place = places.get(refused.index());
            rejected.add(new Rejected(place, said.get(place).id(), refused.code(), pointer(refused.code())));
        }
        // After the uses, so that a batch may take back what it says itself.
        Set<UUID> known = takeBack(said, voided, actor);
        voided.forEach((place, target) -> {
            if (!known.contains(target)) {
                rejected.add(new Rejected(place, said.get(place).id(), "unknown-statement", "/object/id"));
            }
        });
        rejected.sort(Comparator.comparingInt(Rejected::index));
        return receipt(said, rejected);
    }

    private Set<UUID> takeBack(List<XapiReader.Said> said, Map<Integer, UUID> voided, Actor actor) {
        Map<UUID, UUID> byTarget = new LinkedHashMap<>();
        voided.forEach((place, target) -> {
            UUID id = said.get(place).id();
            if (id != null) {
                byTarget.putIfAbsent(target, id);
            }
        });
        return voids.take(actor.id(), byTarget);
    }

    private static Receipt receipt(List<XapiReader.Said> said, List<Rejected> rejected) {
        Set<Integer> out = new HashSet<>();
        rejected.forEach(refused -> out.add(refused.index()));
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            UUID id = said.get(i).id();
            if (id != null && !out.contains(i)) {
                ids.add(id);
            }
        }
        return new Receipt(ids, ids.size(), rejected);
    }

    private static String pointer(String code) {
        return code.startsWith("at-") ? "/timestamp" : "/object/id";
    }
}
