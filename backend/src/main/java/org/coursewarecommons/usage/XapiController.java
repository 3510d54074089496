package org.coursewarecommons.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Takes xAPI statements of other platforms. Not a learning record store: it keeps uses and hands no statement out. */
@Tag(name = "usage")
@RestController
class XapiController {

    private final XapiStatements statements;

    XapiController(XapiStatements statements) {
        this.statements = statements;
    }

    @Operation(
            operationId = "storeXapiStatements",
            summary = "Report uses as xAPI statements, at most 500 at once / 以 xAPI 语句上报使用记录",
            description =
                    """
                    Verbs: experienced (page), viewed (preview), downloaded, imported (lesson plan), launched (class), the \
                    library's own …/verbs/adapted, and voided, by which a sender takes a statement of its own back. The \
                    object is the resource's address. The actor is an account with an opaque name: of a school's system one \
                    of its own platform, of a person the person's own id here. Each statement is judged by itself; a \
                    repeated id is stored once. / 逐条受理,重复编号只记一次。""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            array =
                                                    @ArraySchema(
                                                            minItems = 1,
                                                            maxItems = UsageEventController.MAX_EVENTS,
                                                            schema =
                                                                    @Schema(
                                                                            type = "object",
                                                                            description =
                                                                                    "A statement of xAPI 1.0.3; properties that we do not read are let by")))))
    @PostMapping("/api/v1/xapi/statements")
    // As with reported events: who may see what is asked outside a transaction.
    @Idempotent(outsideTransaction = true)
    ResponseEntity<XapiStatements.Receipt> store(@RequestBody JsonNode body, Actor actor) {
        List<JsonNode> batch = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(batch::add);
        } else {
            // xAPI allows a single statement by itself.
            batch.add(body);
        }
        if (batch.isEmpty() || batch.size() > UsageEventController.MAX_EVENTS) {
            throw ProblemException.invalid("", "length", 1, UsageEventController.MAX_EVENTS);
        }
        String host = ServletUriComponentsBuilder.fromCurrentContextPath()
                .build()
                .toUri()
                .getAuthority();
        return ResponseEntity.ok()
                .header("X-Experience-API-Version", "1.0.3")
                .body(statements.receive(batch, host, actor));
    }
}
