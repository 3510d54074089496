package org.coursewarecommons.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the chain from one seal to another and says what does not fit. Reads only. */
@Component
class ChainVerifier {

    private static final int AT_ONCE = 2_000;
    private static final int MOST_FAULTS = 100;
    /** No transaction stays open for longer; a line that claims to be older was put in afterwards. */
    private static final long LATE_MILLIS = 15 * 60 * 1_000;

    private final ChainRows rows;

    ChainVerifier(ChainRows rows) {
        this.rows = rows;
    }

    /** What can be wrong with a place in the chain. */
    enum Kind {
        /** Numbers are not one after the other: seals were taken out. */
        GAP,
        LINE_MISSING,
        LINE_CHANGED,
        /** The name in the token was changed. */
        NAME_CHANGED,
        /** The name is gone, but no line says that the person was erased. */
        ERASED_UNRECORDED,
        /** The id was made long before those of the lines around it. */
        BACKDATED,
        /** A line that was never handed to the sealer. */
        UNSEALED,
        /** A head that lies outside is not in the chain: its end was cut off, or it was written anew. */
        HEAD_MISMATCH
    }

    /** @param lineId null when it is the place rather than a line */
    record Finding(Kind kind, long seq, @Nullable UUID lineId) {}

    /** @param checked how many seals @param last the last of them @param complete false when the chain goes on after it */
    record Result(long checked, long last, boolean complete, List<Finding> findings) {}

    /**
     * @param after seal after which to begin; its own hash is believed
     * @param most how many seals at most
     * @param heads as they lie outside the database
     */
    Result verify(long after, long most, List<ChainRows.Head> heads) {
        Walk walk =
                new Walk(after, after == 0 ? ChainHash.ORIGIN : rows.hash(after).orElse(null));
        boolean complete = false;
        while (walk.checked < most && !complete) {
            int wanted = (int) Math.min(AT_ONCE, most - walk.checked);
            List<ChainRows.Sealed> page = rows.after(walk.last, wanted);
            page.forEach(walk::step);
            complete = page.size() < wanted;
        }
        if (complete) {
            for (UUID line : rows.unknown(walk.firstLine, MOST_FAULTS)) {
                walk.add(Kind.UNSEALED, walk.last, line);
            }
        }
        for (ChainRows.Head head : heads) {
            boolean due = complete || head.seq() <= walk.last;
            if (due && head.seq() > after && !agrees(head)) {
                walk.add(Kind.HEAD_MISMATCH, head.seq(), null);
            }
        }
        return new Result(walk.checked, walk.last, complete, List.copyOf(walk.findings));
    }

    private boolean agrees(ChainRows.Head head) {
        return rows.hash(head.seq())
                .filter(hash -> MessageDigest.isEqual(hash, head.hash()))
                .isPresent();
    }

    private final class Walk {

        private final List<Finding> findings = new ArrayList<>();
        private byte @Nullable [] previous;
        private long last;
        private long checked;
        private long newest;
        private @Nullable UUID firstLine;

        Walk(long after, byte @Nullable [] previous) {
            this.last = after;
            this.previous = previous;
        }

        void step(ChainRows.Sealed sealed) {
            Seal seal = sealed.seal();
            if (seal.seq() != last + 1) {
                add(Kind.GAP, last + 1, null);
            }
            ChainLine line = sealed.line();
            if (line == null) {
                add(Kind.LINE_MISSING, seal.seq(), null);
            } else {
                check(seal, line);
                if (firstLine == null) {
                    firstLine = line.id();
                }
                if (line.madeAt() < newest - LATE_MILLIS) {
                    add(Kind.BACKDATED, seal.seq(), line.id());
                }
                newest = Math.max(newest, line.madeAt());
            }
            // Going on from what stands there: one change is one finding, not all that follows it.
            previous = seal.hash();
            last = seal.seq();
            checked++;
        }

        private void check(Seal seal, ChainLine line) {
            if (previous != null
                    && !MessageDigest.isEqual(
                            seal.hash(), ChainHash.of(previous, seal.seq(), line, seal.subjectDigest()))) {
                add(Kind.LINE_CHANGED, seal.seq(), line.id());
            }
            byte[] salt = seal.subjectSalt();
            if (line.isErased() || salt == null) {
                if (!line.isErased()
                        || line.actorId() == null
                        || !rows.erasureStands(Objects.requireNonNull(line.actorId()))) {
                    add(Kind.ERASED_UNRECORDED, seal.seq(), line.id());
                }
            } else if (!MessageDigest.isEqual(seal.subjectDigest(), ChainHash.ofSubject(salt, line.actorSubject()))) {
                add(Kind.NAME_CHANGED, seal.seq(), line.id());
            }
        }

        void add(Kind kind, long seq, @Nullable UUID lineId) {
            if (findings.size() < MOST_FAULTS) {
                findings.add(new Finding(kind, seq, lineId));
            }
        }
    }
}
