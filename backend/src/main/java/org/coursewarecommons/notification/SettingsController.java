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
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
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
    private final Addresses addresses;
    private final MailOut mail;

    SettingsController(SettingsRows rows, Addresses addresses, MailOut mail) {
        this.rows = rows;
        this.addresses = addresses;
        this.mail = mail;
    }

    /** How one group of topics reaches the person. */
    @Schema(name = "NotificationChannel")
    record Choice(@NotNull TopicGroup group, @NotNull Channel channel) {}

    /**
     * @param language of mails
     * @param email null: no mail; another one than before is used once it was confirmed
     * @param channels groups that are left out stay DAILY
     */
    @Schema(name = "NotificationSettingsInput")
    record SettingsBody(
            @NotNull @Pattern(regexp = "zh|en") @Schema(example = "zh") String language,
            @Email(message = "format") @Size(max = 254) @Schema(example = "teacher@example.edu.cn") @Nullable
                    String email,
            @NotNull @Size(max = 10) List<@NotNull Choice> channels) {}

    /**
     * @param pendingEmail waits for the code that was mailed to it; null without one
     * @param mailAvailable false when this installation sends no mail: no address can be confirmed
     */
    @Schema(name = "NotificationSettings")
    record SettingsView(
            @Schema(maxLength = 2) String language,
            @Schema(maxLength = 254) @Nullable String email,
            @Schema(maxLength = 254) @Nullable String pendingEmail,
            @Schema(maxLength = 10) List<Choice> channels,
            boolean mailAvailable) {}

    /** The code of the mail. */
    @Schema(name = "EmailConfirmation")
    record Confirmation(@NotNull @Pattern(regexp = "[0-9]{6}") @Schema(example = "493028") String code) {}

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
        boolean same = body.email() == null || body.email().equals(before.email());
        save(new Settings(
                actor.id(), body.language(), same ? body.email() : before.email(), channels, before.revision()));
        if (same) {
            addresses.forget(actor.id());
        } else if (!addresses.ask(actor.id(), String.valueOf(body.email()))) {
            throw new ProblemException(NotificationProblem.TOO_MANY_CODES, Addresses.CODES_A_DAY);
        }
        return answer(rows.of(actor.id()));
    }

    @PostMapping("/email-confirmation")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "confirmEmail",
            summary = "Use the new address, by the code mailed to it / 确认邮箱",
            description = "A code holds for an hour and five tries. 验证码一小时内有效,最多尝试五次。")
    public ResponseEntity<SettingsView> confirm(@RequestBody Confirmation body, Actor actor) {
        Addresses.Asked asked = addresses
                .attempt(actor.id())
                .orElseThrow(() -> new ProblemException(NotificationProblem.NO_CODE_WAITING));
        if (!asked.code().equals(body.code())) {
            throw ProblemException.invalid("/code", "wrong-code");
        }
        Settings before = rows.of(actor.id());
        save(new Settings(actor.id(), before.language(), asked.email(), before.channels(), before.revision()));
        addresses.forget(actor.id());
        return answer(rows.of(actor.id()));
    }

    private void save(Settings settings) {
        if (!rows.save(settings)) {
            throw new ProblemException(SharedProblem.STALE);
        }
    }

    private ResponseEntity<SettingsView> answer(Settings settings) {
        List<Choice> channels = settings.channels().entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), entry.getValue()))
                .sorted((a, b) -> a.group().compareTo(b.group()))
                .toList();
        return ResponseEntity.ok()
                .eTag(IfMatch.eTag(settings.revision()))
                .body(new SettingsView(
                        settings.language(),
                        settings.email(),
                        addresses.waiting(settings.personId()).orElse(null),
                        channels,
                        mail.isAvailable()));
    }
}
