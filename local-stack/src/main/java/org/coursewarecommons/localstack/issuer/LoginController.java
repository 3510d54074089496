package org.coursewarecommons.localstack.issuer;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The log-in page: a name is enough. One page of HTML needs no template engine. */
@RestController
class LoginController {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>演示登录 Demo log-in</title>
            <style>body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
            input,button{font:inherit;padding:.4rem}td{padding:.2rem .8rem .2rem 0;vertical-align:top}
            td button{border:0;background:none;color:#06c;text-decoration:underline;cursor:pointer;padding:0}</style>
            </head><body>
            <h1>演示登录 <small lang="en">Demo log-in</small></h1>
            <p>仅供演示，不需要密码。<span lang="en">For the demo only: no password.</span></p>
            %s
            <form method="post" action="/login"><input type="hidden" name="%s" value="%s">
            <p><label for="username">账号 <span lang="en">Account</span></label>
            <input id="username" name="username" autofocus autocomplete="username"> <button>登录 Log in</button></p>
            </form>
            <form method="post" action="/login"><input type="hidden" name="%2$s" value="%3$s">
            <table><tbody>%s</tbody></table></form>
            </body></html>
            """;

    private static final String UNKNOWN =
            "<p role=\"alert\">没有这个账号。<span lang=\"en\">There is no such account.</span></p>";

    private final Accounts accounts;

    LoginController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
        String rows = accounts.all().stream()
                .filter(account -> !account.roles().contains("SCHOOL_CLIENT"))
                .map(LoginController::row)
                .collect(Collectors.joining("\n"));
        return PAGE.formatted(
                error == null ? "" : UNKNOWN,
                HtmlUtils.htmlEscape(csrf.getParameterName()),
                HtmlUtils.htmlEscape(csrf.getToken()),
                rows);
    }

    private static String row(Account account) {
        String username = HtmlUtils.htmlEscape(account.username());
        return "<tr><td><button name=\"username\" value=\"%s\">%s</button></td><td>%s</td><td>%s</td></tr>"
                .formatted(username, username, HtmlUtils.htmlEscape(account.name()), String.join(" ", account.roles()));
    }
}
