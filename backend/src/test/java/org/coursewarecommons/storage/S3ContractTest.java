package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coursewarecommons.storage.PartSender.noise;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What we need of an S3 server (docs/s3-subset.md), asked through the class that needs it. Without environment on the
 * stack's own server, with it on any other: {@link S3Endpoint}. Multipart uploads: {@link
 * S3MultipartContractTest}; signed links: {@link S3LinkContractTest}.
 */
class S3ContractTest extends S3Contract {

    @Test
    void makingABucketThatIsThereIsNoError() {
        try (ObjectStore second = new ObjectStore(properties)) {
            assertThatCode(second::ensureBucket).doesNotThrowAnyException();
        }
    }

    /** Around the least size of a part, and around that from which the client sends several. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, (5 << 20) - 1, 5 << 20, (5 << 20) + 1, 8 << 20, (8 << 20) + 1, 17 << 20})
    void bytesOfAnySizeComeBackAsTheyWent(int size) throws IOException {
        byte[] bytes = noise(size);

        String key = send(bytes);

        assertThat(store.stat(key).map(io.minio.StatObjectResponse::size)).hasValue((long) size);
        assertThat(read(key)).isEqualTo(bytes);
    }

    @Test
    void aBlobsKeyIsAccepted() throws IOException {
        String key = BlobService.key("ab12" + "0".repeat(60));
        send(key, noise(10));

        assertThat(store.stat(key).map(io.minio.StatObjectResponse::size)).hasValue(10L);
    }

    @Test
    void whatIsWrittenIsReadAndListedAtOnceAndSoIsWhatReplacesIt() throws IOException {
        String key = send(noise(1000));
        byte[] second = noise(900);

        send(key, second);

        assertThat(read(key)).isEqualTo(second);
        assertThat(store.list(key, null)).singleElement().satisfies(listed -> {
            assertThat(listed.key()).isEqualTo(key);
            assertThat(listed.size()).isEqualTo(900);
        });
    }

    @Test
    void whatIsRemovedIsGoneAtOnceAndRemovingItAgainIsNoError() throws IOException {
        String key = send(noise(10));

        store.remove(key);

        assertThat(store.stat(key).map(io.minio.StatObjectResponse::size)).isEmpty();
        assertThat(store.list(key, null)).isEmpty();
        assertThatCode(() -> store.remove(key)).doesNotThrowAnyException();
    }

    @Test
    void aMissingObjectIsToldAsMissing() {
        String key = key();

        assertThat(store.stat(key).map(io.minio.StatObjectResponse::size)).isEmpty();
        assertThatThrownBy(() -> store.open(key, 0, null))
                .isInstanceOfSatisfying(StoreRefusal.class, S3ContractTest::isMissing);
        assertThatThrownBy(() -> store.open(key, 0, 5L))
                .isInstanceOfSatisfying(StoreRefusal.class, S3ContractTest::isMissing);
        assertThatThrownBy(() -> store.copy(key, key()))
                .isInstanceOfSatisfying(StoreRefusal.class, S3ContractTest::isMissing);
        assertThat(fetch(link(key)).statusCode()).isEqualTo(404);
    }

    @Test
    void aRangeIsThatRange() throws IOException {
        byte[] bytes = noise(9 << 20);
        String key = send(bytes);

        assertThat(read(key, 0, 1)).isEqualTo(Arrays.copyOfRange(bytes, 0, 1));
        assertThat(read(key, 8_000_000, 100_000)).isEqualTo(Arrays.copyOfRange(bytes, 8_000_000, 8_100_000));
        assertThat(read(key, bytes.length - 1, 1)).isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 1, bytes.length));
    }

    @Test
    void aCopyHasTheBytesAndReplacesWhatWasThere() throws IOException {
        byte[] bytes = noise(6 << 20);
        String from = send(bytes);
        String to = send(noise(10));

        store.copy(from, to);

        assertThat(read(to)).isEqualTo(bytes);
        assertThat(read(from)).isEqualTo(bytes);
    }

    @Test
    void ofTwoWritersOfOneKeyOneWinsWhole() throws IOException {
        String key = key();
        List<byte[]> both = List.of(noise(3 << 20), noise(3 << 20));
        Path first = Files.write(folder.resolve("first"), both.get(0));
        Path second = Files.write(folder.resolve("second"), both.get(1));

        List.of(first, second).parallelStream().forEach(file -> store.send(key, file));

        assertThat(both).contains(read(key));
    }

    @Test
    void moreThanAThousandKeysAreListedInOrderPageByPage() {
        String prefix = "incoming/" + UUID.randomUUID() + "/";
        List<String> keys = IntStream.range(0, 1003)
                .mapToObj(number -> prefix + String.format("%04x", number * 37))
                .toList();
        keys.parallelStream().forEach(key -> sendQuietly(key, new byte[] {1}));

        List<StoredObject> first = store.list(prefix, null);
        List<StoredObject> rest = store.list(prefix, first.get(first.size() - 1).key());

        assertThat(first).hasSize(1000).extracting(StoredObject::key).isSorted();
        assertThat(rest).hasSize(3);
        Set<String> listed = new TreeSet<>(first.stream().map(StoredObject::key).toList());
        rest.forEach(object -> listed.add(object.key()));
        assertThat(listed).isEqualTo(new TreeSet<>(keys));
    }

    /** The sweep leaves alone what is young, and the store says how young. */
    @Test
    void theStoresClockAgreesWithOurs() throws IOException {
        String key = send(noise(1));

        assertThat(store.list(key, null).get(0).changedAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    private static void isMissing(StoreRefusal refusal) {
        assertThat(refusal.isMissingObject()).as(refusal.getMessage()).isTrue();
    }

    private void sendQuietly(String key, byte[] bytes) {
        try {
            send(key, bytes);
        } catch (IOException failed) {
            throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), failed);
        }
    }

    private static byte[] read(String key) throws IOException {
        try (InputStream bytes = store.open(key, 0, null)) {
            return bytes.readAllBytes();
        }
    }

    private static byte[] read(String key, long offset, long length) throws IOException {
        try (InputStream bytes = store.open(key, offset, length)) {
            return bytes.readAllBytes();
        }
    }
}
