package org.coursewarecommons.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.coursewarecommons.localstack.RunningStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Every server of the stack does its job. */
class StackPartsTest {

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path directory;

    private static RunningStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = RunningStack.start(directory.resolve("s"), "postgres,elasticsearch,s3");
    }

    @AfterAll
    static void stop() throws IOException {
        stack.close();
        // As root the closed temporary folder is no place for Elasticsearch.
        Stack.forget(directory.resolve("s"));
    }

    @ParameterizedTest
    @CsvSource({"fsync, on", "synchronous_commit, on", "max_connections, 100", "server_encoding, UTF8"})
    void databaseIsConfiguredAsInProduction(String setting, String expected) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        stack.at("/postgres/jdbcUrl"), stack.at("/postgres/username"), stack.at("/postgres/password"));
                ResultSet row =
                        connection.createStatement().executeQuery("select current_setting('" + setting + "')")) {
            row.next();

            assertThat(row.getString(1)).isEqualTo(expected);
        }
    }

    @Test
    void searchServerIsHealthy() throws Exception {
        HttpResponse<String> health = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(stack.at("/elasticsearch/url") + "/_cluster/health"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(health.body()).containsAnyOf("\"status\":\"green\"", "\"status\":\"yellow\"");
    }

    @Test
    void storedObjectComesBack() {
        try (S3Client client = s3(stack.at("/s3/secretKey"))) {
            client.createBucket(it -> it.bucket("lessons"));
            client.putObject(it -> it.bucket("lessons").key("a/课件.txt"), RequestBody.fromString("你好"));

            assertThat(client.getObjectAsBytes(it -> it.bucket("lessons").key("a/课件.txt"))
                            .asUtf8String())
                    .isEqualTo("你好");
        }
    }

    @Test
    void objectStoreRefusesAWrongSecret() {
        try (S3Client client = s3("not-the-secret")) {
            assertThatThrownBy(client::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class, it -> assertThat(it.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void secretsAreReadableByTheirOwnerAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(stack.directory().resolve("s3.credentials"))))
                .isEqualTo("rw-------");
    }

    @Test
    void directoryInUseIsRefused() throws Exception {
        Path log = stack.directory().resolve("stack.log");
        String before = Files.readString(log);

        Process second = RunningStack.launch(stack.directory(), "s3");

        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(Files.readString(log)).contains("Another stack is running").isNotEqualTo(before);
    }

    private static S3Client s3(String secret) {
        return S3Client.builder()
                .endpointOverride(URI.create(stack.at("/s3/endpoint")))
                .region(Region.of(stack.at("/s3/region")))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(stack.at("/s3/accessKey"), secret)))
                .build();
    }
}
