package org.coursewarecommons.searchanalysis;

import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.BooleanSetting;
import org.elasticsearch.plugin.settings.StringSetting;

/** Settings of the tokenizer {@code cw_pinyin}. */
@AnalysisSettings
public interface PinyinSettings {

    /**
     * What a Han character becomes.
     *
     * @return {@code syllables} (分 gives fen) or {@code initials} (分 gives f)
     */
    @StringSetting(path = "mode", defaultValue = "syllables")
    String mode();

    /**
     * Whether Latin text is what a person typed and is to be read as pinyin.
     *
     * @return true at search time; in mode {@code initials} it makes no difference
     */
    @BooleanSetting(path = "query", defaultValue = false)
    boolean query();
}
