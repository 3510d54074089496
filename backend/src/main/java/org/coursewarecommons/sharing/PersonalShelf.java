package org.coursewarecommons.sharing;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Favourites go; collections that others read stay, without a name. */
@Component
class PersonalShelf implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "favourites", "select resource_id, since from sharing.favourite where person_id = :id order by since",
            "followedCollections",
                    "select collection_id, since from sharing.collection_follower where person_id = :id order by since",
            "collections", "select id, title from sharing.collection where owner_id = :id order by id");

    private static final List<String> FORGET = List.of(
            "delete from sharing.favourite where person_id = :id",
            "delete from sharing.collection_follower where person_id = :id",
            "delete from sharing.collection_member where person_id = :id");

    private final JdbcClient jdbc;

    PersonalShelf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, List<Map<String, Object>>> of(UUID personId) {
        return PersonRows.read(jdbc, personId, KEPT);
    }

    @Override
    public void erase(UUID personId) {
        PersonRows.change(jdbc, personId, FORGET);
    }
}
