package org.coursewarecommons.searchanalysis;

import org.apache.lucene.analysis.Tokenizer;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenizerFactory;

/** Tokenizer {@code cw_pinyin}: see {@link PinyinSettings} for {@code mode} and {@code query}. */
@NamedComponent("cw_pinyin")
public final class PinyinTokenizerFactory implements TokenizerFactory {

    private final Spelling spelling;

    /**
     * Called by the node.
     *
     * @param settings from the index settings
     * @throws IllegalArgumentException when {@code mode} is unknown
     */
    @Inject
    public PinyinTokenizerFactory(PinyinSettings settings) {
        this.spelling = Spelling.of(settings.mode(), settings.query());
    }

    @Override
    public Tokenizer create() {
        return new PinyinTokenizer(spelling);
    }
}
