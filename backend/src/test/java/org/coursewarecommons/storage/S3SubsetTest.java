package org.coursewarecommons.storage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.minio.MinioAsyncClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.util.ReflectionTestUtils;

/** What is asked of an S3 server is what docs/s3-subset.md says, neither more nor less. */
class S3SubsetTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "s3-subset.md");
    /** A row of the table: operation, request, headers. */
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\w+) \\| `([^`]+)` \\| ([^|]*) \\| ([^|]*) \\|", Pattern.MULTILINE);

    @Test
    void onlyTheStoresOwnClassesHoldAClient() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ObjectStore.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(SignedLinks.class.getName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(MinioAsyncClient.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.coursewarecommons"));
    }

    @Test
    void theClientsMethodsUsedAreThoseWrittenDown() throws IOException {
        Set<String> called = new ClassFileImporter()
                .importClasses(ObjectStore.class, SignedLinks.class).stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .map(JavaMethodCall::getTarget)
                        .filter(target -> target.getOwner().isAssignableTo(MinioAsyncClient.class))
                        .map(target -> target.getName())
                        .filter(name -> !name.equals("builder"))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(called)
                .isEqualTo(rows().stream()
                        .flatMap(row -> Arrays.stream(row.group(4).split("[`, ]+")))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theRequestsOnTheWireAreThoseWrittenDown(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();

        URI partLink = everythingOnce(folder, trace);

        String told = trace.toString(StandardCharsets.UTF_8);
        Set<String> sent = Pattern.compile(
                        "---------START-HTTP---------\\R([A-Z]+) (\\S+) HTTP/1.1\\R(.*?)\\R\\R", Pattern.DOTALL)
                .matcher(told)
                .results()
                .map(request -> request(request.group(1), request.group(2), request.group(3)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(sent).as(told).isNotEmpty();
        assertThat(partLink.getQuery()).contains("partNumber", "uploadId");

        assertThat(sent)
                .isEqualTo(rows().stream()
                        .filter(row -> !row.group(2).startsWith("signed "))
                        .map(row -> row.group(2) + headers(row.group(3)))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static URI everythingOnce(Path folder, OutputStream trace) throws IOException {
        // Another bucket each time, so that it is made.
        S3Properties given = S3Endpoint.properties();
        S3Properties own = new S3Properties(
                given.endpoint(),
                given.accessKey(),
                given.secretKey(),
                given.region(),
                "courseware-subset-" + UUID.randomUUID(),
                given.publicEndpoint());
        try (ObjectStore store = new ObjectStore(own)) {
            MinioAsyncClient client =
                    (MinioAsyncClient) Objects.requireNonNull(ReflectionTestUtils.getField(store, "client"));
            client.traceOn(trace);
            String key = UploadSession.incomingKey(UUID.randomUUID());
            store.send(key, Files.write(folder.resolve("small"), new byte[10]));
            store.send(key + "2", Files.write(folder.resolve("large"), new byte[9 << 20]));
            store.copy(key, key + "3");
            store.open(key, 0, null).close();
            try (InputStream part = store.open(key, 1, 2L)) {
                assertThat(part.readAllBytes()).hasSize(2);
            }
            assertThat(store.stat(key).map(io.minio.StatObjectResponse::size)).hasValue(10L);
            assertThat(store.list("incoming/", null)).hasSize(3);
            assertThat(store.list("incoming/", key)).hasSize(2);
            String upload = store.startMultipart(key);
            URI link = store.partLink(key, upload, 1, Duration.ofMinutes(1));
            PartSender.send(link.toString(), new byte[10]);
            assertThat(store.multipartIds(key)).containsExactly(upload);
            store.complete(key, upload, store.parts(key, upload));
            store.abort(key, store.startMultipart(key));
            List.of(key, key + "2", key + "3").forEach(store::remove);
            client.traceOff();
            return link;
        }
    }

    /** @return for example {@code PUT object?partNumber&uploadId [Content-MD5]} */
    private static String request(String method, String target, String headers) {
        String path = target.replaceFirst("\\?.*", "");
        String query = target.contains("?")
                ? Arrays.stream(target.substring(target.indexOf('?') + 1).split("&"))
                        .map(parameter -> parameter.replaceFirst("=.*", ""))
                        .sorted()
                        .collect(Collectors.joining("&"))
                : "";
        String what =
                path.chars().filter(letter -> letter == '/').count() < 2 || path.endsWith("/") ? "bucket" : "object";
        return method + " " + what + (query.isEmpty() ? "" : "?" + query)
                + headers(headers.lines()
                        .map(line -> line.replaceFirst(":.*", ""))
                        .collect(Collectors.joining(", ")));
    }

    /** Those that S3 gives a meaning of its own, besides the signature that all carry. */
    private static String headers(String listed) {
        return Arrays.stream(listed.split("[`, ]+"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty() && !name.equals("–"))
                .filter(name -> !Set.of(
                                "host",
                                "accept-encoding",
                                "user-agent",
                                "content-length",
                                "authorization",
                                "x-amz-date")
                        .contains(name))
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    }
}
