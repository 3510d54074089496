package org.coursewarecommons.reporting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.organisation.Schools.Pairing;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.reporting.Flows.Flow;
import org.coursewarecommons.supply.Shelf.Stock;

/**
 * What schools used of each other in one term.
 *
 * @param use teacher-weeks by author's school and user's school
 * @param stock items by the school that made them
 * @param percentile of a school's use per teacher among all
 */
record PairingTerm(
        Map<UUID, Map<UUID, Double>> use,
        Map<UUID, List<Stock>> stock,
        Map<UUID, Double> percentile,
        Opportunity chance) {

    static PairingTerm of(
            List<Flow> flows, Collection<Stock> stock, Map<UUID, School> schools, Opportunity opportunity) {
        Map<UUID, Map<UUID, Double>> use = new HashMap<>();
        Map<UUID, Double> taken = new HashMap<>();
        for (Flow flow : flows) {
            use.computeIfAbsent(flow.from().id(), id -> new HashMap<>())
                    .merge(flow.to().id(), flow.weight(), Double::sum);
            taken.merge(flow.to().id(), flow.weight(), Double::sum);
        }
        Map<UUID, Double> rates = new HashMap<>();
        schools.values().stream()
                .filter(school -> school.teachers() > 0)
                .forEach(school -> rates.put(school.id(), taken.getOrDefault(school.id(), 0.0) / school.teachers()));
        Map<UUID, Double> percentile = new HashMap<>();
        Collection<Double> all = new ArrayList<>(rates.values());
        rates.forEach((school, rate) -> percentile.put(school, Indices.percentile(rate, all)));
        return new PairingTerm(
                use, stock.stream().collect(Collectors.groupingBy(Stock::ownerSchoolId)), percentile, opportunity);
    }

    double use(UUID owner, UUID user) {
        return use.getOrDefault(owner, Map.of()).getOrDefault(user, 0.0);
    }

    /** PA3; empty when the lead has nothing that the aided school could use. */
    OptionalDouble uptake(Pairing pairing) {
        return FlowMatrix.ratio(use(pairing.leadSchoolId(), pairing.aidedSchoolId()), opportunity(pairing));
    }

    /** Use over opportunity of all pairings together. */
    OptionalDouble meanUptake(Collection<Pairing> pairings) {
        return FlowMatrix.ratio(
                pairings.stream()
                        .filter(pairing -> opportunity(pairing) > 0)
                        .mapToDouble(pairing -> use(pairing.leadSchoolId(), pairing.aidedSchoolId()))
                        .sum(),
                pairings.stream().mapToDouble(this::opportunity).sum());
    }

    private double opportunity(Pairing pairing) {
        return chance.of(stock.getOrDefault(pairing.leadSchoolId(), List.of()))
                .getOrDefault(pairing.aidedSchoolId(), 0.0);
    }
}
