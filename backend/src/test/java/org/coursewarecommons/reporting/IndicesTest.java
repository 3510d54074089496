package org.coursewarecommons.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.coursewarecommons.reporting.Indices.Share;
import org.junit.jupiter.api.Test;

/** The worked numbers of DOMAIN 5.1. */
class IndicesTest {

    private static final List<Double> USES = List.of(12.0, 9.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.0);

    @Test
    void theGiniOfTenSchools() {
        List<Share> schools = USES.stream().map(use -> new Share(use, 1)).toList();
        assertThat(Indices.gini(schools)).isCloseTo(0.408, within(0.0005));
    }

    @Test
    void theGiniOfUsePerTeacherWeighsByTeachers() {
        List<Share> schools = List.of(new Share(0.6, 80), new Share(0.3, 40), new Share(0.2, 20), new Share(0.05, 10));
        assertThat(Indices.gini(schools)).isCloseTo(0.2326, within(0.00005));
    }

    @Test
    void theGiniIsNothingWhenAllHaveTheSameOrNobodyHasAnything() {
        assertThat(Indices.gini(List.of(new Share(2, 3), new Share(2, 7)))).isCloseTo(0, within(1e-12));
        assertThat(Indices.gini(List.of(new Share(0, 3), new Share(0, 7)))).isZero();
    }

    @Test
    void theVariationOfTenSchools() {
        assertThat(Indices.variation(USES)).isCloseTo(0.721, within(0.0005));
    }

    @Test
    void theTopFifthHas21TimesOfTheBottomFifth() {
        assertThat(Indices.topToBottomFifth(USES)).isCloseTo(21, within(1e-9));
        assertThat(Indices.topToBottomFifth(List.of(5.0, 0.0))).isCloseTo(500, within(1e-9));
    }

    @Test
    void oneSchoolInTenUsesNothing() {
        assertThat(Indices.shareOfZeros(USES)).isCloseTo(0.10, within(1e-12));
    }

    @Test
    void ofTwoThatTieEachStandsInTheMiddle() {
        assertThat(Indices.percentile(3, List.of(1.0, 3.0, 3.0, 7.0))).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void theFlowsBetweenTownAndCountry() {
        FlowMatrix flows = new FlowMatrix();
        double[][] use = {{300, 260, 190}, {40, 150, 90}, {8, 22, 60}};
        for (Area origin : Area.values()) {
            for (Area user : Area.values()) {
                flows.add(origin, user, use[origin.ordinal()][user.ordinal()]);
            }
        }
        assertThat(flows.total()).isEqualTo(1120);
        assertThat(flows.urbanShareOfRuralUse().orElseThrow()).isCloseTo(0.559, within(0.0005));
        assertThat(flows.outflow(Area.RURAL).orElseThrow()).isCloseTo(0.333, within(0.0005));
        assertThat(flows.outflow(Area.URBAN).orElseThrow()).isCloseTo(0.60, within(1e-9));
    }

    @Test
    void withoutAnyUseThereIsNoShare() {
        assertThat(new FlowMatrix().urbanShareOfRuralUse()).isEmpty();
        assertThat(new FlowMatrix().outflow(Area.RURAL)).isEmpty();
    }
}
