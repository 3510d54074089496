package org.coursewarecommons.retirement;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who sits in the committee, and for whom. Who is a member is said by appointments. */
@RestController
@RequestMapping("/api/v1/committee")
@Tag(name = "retirement", description = "Hearings, tombstones, purges / 出库听证、说明与销毁")
class CommitteeController {

    private final CommitteeSides sides;
    private final People people;

    CommitteeController(CommitteeSides sides, People people) {
        this.sides = sides;
        this.people = people;
    }

    /** For whom somebody sits. */
    enum Side {
        EXPERT,
        TEACHER,
        TECHNICIAN
    }

    /** @param side null: it is not said yet, and the member cannot vote */
    @Schema(name = "CommitteeMember", description = "审核委员")
    record Member(
            UUID personId,
            @Schema(maxLength = 100) String name,
            @Schema(allowableValues = {"EXPERT", "TEACHER", "TECHNICIAN"}) @Nullable String side) {}

    /** The side of a member. */
    @Schema(name = "CommitteeSide", description = "委员身份")
    record SideBody(@NotNull Side side) {}

    @GetMapping
    @Operation(operationId = "listCommittee", summary = "The committee's members and their sides / 审核委员会名单")
    Page<Member> list(Actor actor) {
        Map<UUID, People.Appointee> members = people.appointed(Role.COMMITTEE).stream()
                .collect(Collectors.toMap(People.Appointee::personId, Function.identity(), (first, second) -> first));
        Map<UUID, People.PersonSummary> persons = people.byIds(members.keySet());
        Map<String, String> known = sides.of(
                persons.values().stream().map(People.PersonSummary::code).toList());
        List<Member> all = persons.values().stream()
                .sorted(Comparator.comparing(People.PersonSummary::code))
                .map(person -> new Member(person.id(), person.name(), known.get(person.code())))
                .toList();
        return Page.whole(all);
    }

    @PutMapping("/{personId}")
    @Operation(operationId = "setCommitteeSide", summary = "Say for whom a member sits / 登记委员身份")
    @Transactional
    public Member put(Actor actor, @PathVariable UUID personId, @RequestBody SideBody body) {
        actor.require(Role.DISTRICT_STEWARD);
        People.PersonSummary person = people.byIds(List.of(personId)).get(personId);
        boolean member = people.appointed(Role.COMMITTEE).stream()
                .anyMatch(appointee -> appointee.personId().equals(personId));
        if (person == null || !member) {
            throw ProblemException.notFound();
        }
        sides.put(person.code(), body.side().name());
        return new Member(personId, person.name(), body.side().name());
    }
}
