package org.coursewarecommons.inspection.worker;

import java.nio.charset.StandardCharsets;

/**
 * Looks for the one signature that needs no scanner: the EICAR test file, by which an operator proves that dangerous
 * files go to quarantine. It is NOT an antivirus and finds no real malware.
 */
final class SignatureScan {

    /** In two halves, joined at run time: in one piece it would make antivirus programs delete this very class. */
    private static final byte[] EICAR = String.join(
                    "EICAR-STANDARD", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "-ANTIVIRUS-TEST-FILE!$H+H*")
            .getBytes(StandardCharsets.US_ASCII);

    private static final int[] FALLBACK = fallback();

    private int matched;
    private boolean found;

    /** Takes the next bytes of the stream. @return true once the signature has been seen */
    boolean feed(byte[] bytes, int length) {
        for (int i = 0; i < length && !found; i++) {
            while (matched > 0 && bytes[i] != EICAR[matched]) {
                matched = FALLBACK[matched - 1];
            }
            if (bytes[i] == EICAR[matched]) {
                matched++;
            }
            found = matched == EICAR.length;
        }
        return found;
    }

    /** For each prefix the length of its longest proper prefix that is also its suffix (Knuth, Morris, Pratt). */
    private static int[] fallback() {
        int[] table = new int[EICAR.length];
        int length = 0;
        for (int i = 1; i < EICAR.length; i++) {
            while (length > 0 && EICAR[i] != EICAR[length]) {
                length = table[length - 1];
            }
            if (EICAR[i] == EICAR[length]) {
                length++;
            }
            table[i] = length;
        }
        return table;
    }
}
