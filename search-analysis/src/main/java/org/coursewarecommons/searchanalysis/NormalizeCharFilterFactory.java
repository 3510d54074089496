package org.coursewarecommons.searchanalysis;

import java.io.Reader;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.CharFilterFactory;

/** Char filter {@code cw_normalize}: traditional to simplified, full to half width, lower case. No settings. */
@NamedComponent("cw_normalize")
public final class NormalizeCharFilterFactory implements CharFilterFactory {

    /** Called by the node. */
    public NormalizeCharFilterFactory() {}

    @Override
    public Reader create(Reader reader) {
        return new NormalizingCharFilter(reader);
    }

    @Override
    public Reader normalize(Reader reader) {
        return create(reader);
    }
}
