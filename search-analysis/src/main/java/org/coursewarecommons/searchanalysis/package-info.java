/** Analysis of Chinese school texts for Elasticsearch: one spelling of a character, bigrams, and pinyin. */
@NullMarked
package org.coursewarecommons.searchanalysis;

import org.jspecify.annotations.NullMarked;
