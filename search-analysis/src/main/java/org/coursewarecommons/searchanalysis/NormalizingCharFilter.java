package org.coursewarecommons.searchanalysis;

import java.io.IOException;
import java.io.Reader;
import org.apache.lucene.analysis.CharFilter;

/** A reader that folds what it passes on; lengths never change, so offsets need no correction. */
final class NormalizingCharFilter extends CharFilter {

    NormalizingCharFilter(Reader in) {
        super(in);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = input.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            buffer[i] = Folding.fold(buffer[i]);
        }
        return count;
    }

    @Override
    protected int correct(int currentOff) {
        return currentOff;
    }
}
