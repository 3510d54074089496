package org.coursewarecommons.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the caller wants to be told, and how. */
@Tag(name = "inbox")
@RestController
@RequestMapping("/api/v1/inbox/settings")
class SettingsController {

    private final SettingsRows rows;
    private final MailOut mail;

    SettingsController(SettingsRows rows, MailOut mail) {
        this.rows = rows;
        this.mail = mail;
    }

    /** How one group of topics reaches the person. */
    @Schema(name = "NotificationChannel")
    record Choice(@NotNull TopicGroup group, @NotNull Channel channel) {}

    /**
     * @param language of mails
     * @param email null: no mail
     * @param channels groups that are left out stay DAILY
     */
    @Schema(name = "NotificationSettingsInput")
    record SettingsBody(
            @NotNull @Pattern(regexp = "zh|en") @Schema(example = "zh") String language,
            @Email(message = "format") @Size(max = 254) @Schema(example = "teacher@example.edu.cn") @Nullable
                    String email,
            @NotNull @Size(max = 10) List<@NotNull Choice> channels) {}

    /** @param mailAvailable false when this installation sends no mail: the address is kept, nothing is sent */
    @Schema(name = "NotificationSettings")
    record SettingsView(
            @Schema(maxLength = 2) String language,
            @Schema(maxLength = 254) @Nullable String email,
            @Schema(maxLength = 10) List<Choice> channels,
            boolean mailAvailable) {}

    @GetMapping
    @Operation(operationId = "getNotificationSettings", summary = "How I am told / 我的通知设置")
    ResponseEntity<SettingsView> get(Actor actor) {
        return answer(rows.of(actor.id()));
    }

    @PutMapping
    @Transactional
    @Operation(operationId = "putNotificationSettings", summary = "Change how I am told / 修改通知设置")
    public ResponseEntity<SettingsView> put(@RequestBody SettingsBody body, IfMatch ifMatch, Actor actor) {
        Settings before = rows.of(actor.id());
        ifMatch.require(before.revision());
        Map<TopicGroup, Channel> channels = new EnumMap<>(TopicGroup.class);
        body.channels().forEach(choice -> channels.put(choice.group(), choice.channel()));
        if (!rows.save(new Settings(actor.id(), body.language(), body.email(), channels, before.revision()))) {
            throw new ProblemException(SharedProblem.STALE);
        }
        return answer(rows.of(actor.id()));
    }

    private ResponseEntity<SettingsView> answer(Settings settings) {
        List<Choice> channels = settings.channels().entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), entry.getValue()))
                .sorted((a, b) -> a.group().compareTo(b.group()))
                .toList();
        return ResponseEntity.ok()
                .eTag(IfMatch.eTag(settings.revision()))
                .body(new SettingsView(settings.language(), settings.email(), channels, mail.isAvailable()));
    }
}
