package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The door of a person's own searches; that they are told of shows {@link SearchDoorsIT}. */
@IntegrationTest
class SavedSearchIT {

    private final Api owner;

    SavedSearchIT(@LocalServerPort int port) {
        owner = Api.on(port).as("T-JHS-042-02");
    }

    @Test
    void savedSearchesAreListedChangedAndDeletedByTheirOwner() {
        Api.Answer saved = owner.once(UUID.randomUUID())
                .post("saved-searches", Map.of("name", "分数", "query", "q=分数", "notices", false));
        String path = "saved-searches/" + saved.text("/id");

        assertThat(owner.get("saved-searches").json().get("items")).isNotEmpty();
        Api.Answer changed =
                owner.ifMatch(saved.eTag()).put(path, Map.of("name", "小数", "query", "q=小数&grade=G04", "notices", true));
        assertThat(changed.text("/name")).isEqualTo("小数");
        assertThat(owner.ifMatch(saved.eTag())
                        .put(path, Map.of("name", "x", "query", "q=x", "notices", true))
                        .status())
                .isEqualTo(412);
        assertThat(owner.post("saved-searches", Map.of("name", "x", "query", "subject=XX", "notices", true))
                        .status())
                .isEqualTo(400);
        assertThat(owner.ifMatch(changed.eTag()).delete(path).status()).isEqualTo(204);
        assertThat(owner.get(path).status()).isEqualTo(404);
    }
}
