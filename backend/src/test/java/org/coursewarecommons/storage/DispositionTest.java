package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispositionTest {

    @Test
    void aChineseNameIsToldTwice() {
        assertThat(Disposition.attachment("分数的 认识.pptx"))
                .isEqualTo("attachment; filename=\"_ _.pptx\";"
                        + " filename*=UTF-8''%E5%88%86%E6%95%B0%E7%9A%84%20%E8%AE%A4%E8%AF%86.pptx");
        assertThat(Disposition.inline("a b+c.pdf"))
                .isEqualTo("inline; filename=\"a b+c.pdf\"; filename*=UTF-8''a%20b+c.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b.pdf",
                "a;b=c'd.pdf",
                "a\\b.pdf",
                "100%.pdf",
                "𠮷野家.pdf",
                "été.pdf",
                "这是一个很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的名字.pptx",
                ".profile",
                "(*).txt",
                "=?UTF-8?Q?x?=.pdf"
            })
    void whateverANameHoldsComesBackAndCannotLeaveItsQuotes(String name) {
        String header = Disposition.attachment(name);

        assertThat(header).matches("attachment; filename=\"[A-Za-z0-9 ._()+-]+\"; filename\\*=UTF-8''[!-~]+");
        String encoded = header.substring(header.indexOf("UTF-8''") + 7);
        assertThat(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(name);
    }

    @Test
    void whatEndsHeadersOrTurnsTextRoundIsLeftOut() {
        assertThat(Disposition.attachment("a\r\nSet-Cookie: b\u202Egpj.exe"))
                .doesNotContain("\r", "\n")
                .endsWith("UTF-8''aSet-Cookie%3A%20bgpj.exe");
        assertThat(Disposition.attachment("试卷")).startsWith("attachment; filename=\"_\"");
        assertThat(Disposition.attachment("\u0000")).startsWith("attachment; filename=\"file\"");
    }
}
