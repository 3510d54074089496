package org.coursewarecommons.searchanalysis;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;

/**
 * Token filter {@code cw_bigram}: pairs of neighbouring CJK characters, to be put after the tokenizer {@code standard}.
 * A character with no CJK neighbour stays alone, so a title of one character is still found. No settings.
 *
 * <p>A name of our own, because the full distribution registers Lucene's filter as {@code cjk_bigram} and the
 * distribution used in development does not have it.
 */
@NamedComponent("cw_bigram")
public final class BigramTokenFilterFactory implements TokenFilterFactory {

    /** Called by the node. */
    public BigramTokenFilterFactory() {}

    @Override
    public TokenStream create(TokenStream input) {
        return new CJKBigramFilter(input);
    }
}
