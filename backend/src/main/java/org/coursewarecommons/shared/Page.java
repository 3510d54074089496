package org.coursewarecommons.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor opaque; null on the last page
 * @param total how many items the whole list has
 * @param totalIsExact false when {@code total} is a lower bound
 */
public record Page<T>(List<T> items, @Nullable String nextCursor, long total, boolean totalIsExact) {

    public Page {
        items = List.copyOf(items);
    }

    /** A list that is whole on one page. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null, items.size(), true);
    }

    /**
     * Cuts a page out of rows that were read with one row more than the limit.
     *
     * @param rows at most {@code request.limit() + 1} rows in list order
     * @param key the sort key of a row, which the next page starts after
     */
    public static <T> Page<T> cut(List<T> rows, PageRequest request, long total, Function<T, List<String>> key) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null, total, true);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, PageRequest.encode(key.apply(items.get(items.size() - 1))), total, true);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), nextCursor, total, totalIsExact);
    }
}
