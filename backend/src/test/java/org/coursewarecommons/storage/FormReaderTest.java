package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser or a broken client may send as a form. */
class FormReaderTest {

    private static final String BOUNDARY = "--form-boundary-7";
    private static final long LIMIT = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 1000, 70_000})
    void aFileArrivesByteByByteAsItIsAndNamedByItsHash(int pieces) throws IOException {
        byte[] bytes = almostBoundaries();
        try (FormReader reader = new FormReader(LIMIT)) {
            reader.read(inPieces(form(field("role", "MAIN"), file("教案 一.pdf", bytes)), pieces), BOUNDARY);
            assertThat(reader.fields()).containsExactly(new FormReader.FormField("role", "MAIN"));
            FormFile file = reader.files().get(0);
            assertThat(file.getOriginalFilename()).isEqualTo("教案 一.pdf");
            assertThat(file.getContentType()).isEqualTo("application/pdf");
            assertThat(file.getInputStream().readAllBytes()).isEqualTo(bytes);
            assertThat(file.received().blob()).isEqualTo(Hashing.of(new ByteArrayInputStream(bytes)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 70_000})
    void theLengthOfTheLastFileIsKnownWhenItsFirstByteComes(int pieces) throws IOException {
        byte[] whole = form(field("role", "MAIN"), file("教案.pdf", new byte[100_000]));
        long[] expected = {-1};
        try (FormReader reader = new FormReader(LIMIT, whole.length, null) {
            @Override
            public void onPartHeaders() {
                expected[0] = expected();
                super.onPartHeaders();
            }
        }) {
            reader.read(inPieces(whole, pieces), BOUNDARY);
            assertThat(expected[0]).isEqualTo(100_000);
        }
    }

    @Test
    void aFormThatBreaksOffIsRefusedWhereverItDoes() throws IOException {
        byte[] whole = form(field("role", "MAIN"), file("a.pdf", new byte[500]));
        for (int length = 0; length < whole.length - BOUNDARY.length() - 10; length += 13) {
            try (FormReader reader = new FormReader(LIMIT)) {
                InputStream cut = new ByteArrayInputStream(whole, 0, length);
                assertRefused(() -> reader.read(cut, BOUNDARY), StorageProblem.FORM_UNREADABLE);
            }
        }
    }

    @Test
    void aConnectionThatIsCutIsNoFaultOfOurs() throws IOException {
        InputStream cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        };
        try (FormReader reader = new FormReader(LIMIT)) {
            InputStream begun = new SequenceInputStream(new ByteArrayInputStream(form(field("a", "b")), 0, 30), cut);
            assertRefused(() -> reader.read(begun, BOUNDARY), StorageProblem.FORM_UNREADABLE);
        }
    }

    @Test
    void limitsHoldWhileTheBytesArrive() throws IOException {
        assertRefused(form(file("a.pdf", new byte[(int) LIMIT + 1])), SharedProblem.PAYLOAD_TOO_LARGE);
        assertRefused(form(field("role", "x".repeat(70_000))), SharedProblem.PAYLOAD_TOO_LARGE);
        assertRefused(form(field("n".repeat(9_000), "x")), StorageProblem.FORM_UNREADABLE);
        byte[][] many = new byte[60][];
        java.util.Arrays.fill(many, field("a", "b"));
        assertRefused(form(many), StorageProblem.FORM_UNREADABLE);
    }

    @Test
    void aPartWithoutANameIsRefused() throws IOException {
        assertRefused(form(part("Content-Type: text/plain\r\n", new byte[3])), StorageProblem.FORM_UNREADABLE);
        assertRefused(form(part("Content-Disposition: \"\r\n", new byte[3])), StorageProblem.FORM_UNREADABLE);
    }

    private static void assertRefused(byte[] form, Object problem) {
        try (FormReader reader = new FormReader(LIMIT)) {
            assertRefused(() -> reader.read(new ByteArrayInputStream(form), BOUNDARY), problem);
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, Object problem) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                        .isEqualTo(problem));
    }

    /** Beginnings of the end at every length, among noise. */
    private static byte[] almostBoundaries() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] end = ("\r\n--" + BOUNDARY).getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            byte[] noise = new byte[random.nextInt(90)];
            random.nextBytes(noise);
            for (byte one : noise) {
                // Nothing that could make a beginning whole.
                bytes.write(one == '7' ? '8' : one);
            }
            bytes.write(end, 0, random.nextInt(end.length));
        }
        return bytes.toByteArray();
    }

    private static InputStream inPieces(byte[] bytes, int size) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, size));
            }
        };
    }

    private static byte[] field(String name, String value) throws IOException {
        return part(
                "Content-Disposition: form-data; name=\"" + name + "\"\r\n", value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] file(String name, byte[] bytes) throws IOException {
        return part(
                "Content-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/pdf\r\n",
                bytes);
    }

    private static byte[] part(String headers, byte[] bytes) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.write(("--" + BOUNDARY + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8));
        part.write(bytes);
        part.write("\r\n".getBytes(StandardCharsets.UTF_8));
        return part.toByteArray();
    }

    private static byte[] form(byte[]... parts) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            form.write(part);
        }
        form.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
