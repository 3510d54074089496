package org.coursewarecommons.usage.feedback;

import java.util.regex.Pattern;

/** Takes what could name a person out of free texts of people without an account. */
final class PlainText {

    /** Telephone and identity numbers, mail addresses, links, accounts with @. */
    private static final Pattern PERSONAL = Pattern.compile(
            "\\S+@\\S+|https?://\\S+|\\d[\\d\\s-]{5,}[\\dXx]|@[\\p{L}\\p{N}_]+|(我叫|我是|名字是|姓名[::]?)\\s*\\p{IsHan}{2,4}");

    private PlainText() {}

    /** @return the text with {@code ***} in their places */
    static String without(String text) {
        return PERSONAL.matcher(text).replaceAll("***").strip();
    }
}
