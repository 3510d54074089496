package org.coursewarecommons.localstack.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coursewarecommons.localstack.StackException;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** An S3 server in this JVM on a folder of files: checks signatures as the real ones do. */
final class S3Part implements Part {

    static final String REGION = "us-east-1";

    private final Path directory;
    private final int port;
    private @Nullable S3Credentials credentials;
    private @Nullable S3Proxy server;

    S3Part(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    @Override
    public PartName name() {
        return PartName.S3;
    }

    @Override
    public void start() throws Exception {
        Path objects = Files.createDirectories(directory.resolve("s3"));
        S3Credentials keys = S3Credentials.in(directory.resolve("s3.credentials"));
        credentials = keys;
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(objects.toString()))
                .endpoint(URI.create(endpoint()))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, keys.accessKey(), keys.secretKey())
                // The portal uploads parts from the browser and needs their ETags; the signature in the link is the
                // protection.
                .corsRules(new CrossOriginResourceSharing(
                        List.of("http://127\\.0\\.0\\.1(:\\d+)?", "http://localhost(:\\d+)?"),
                        List.of("GET", "PUT", "POST", "HEAD", "DELETE"),
                        List.of("*"),
                        List.of("ETag"),
                        ""))
                .build();
        server = proxy;
        try {
            proxy.start();
        } catch (IOException e) {
            throw new StackException("The S3 server doesn't start on port " + port + ": " + e.getMessage(), e);
        }
    }

    StackDescription.S3 description() {
        if (credentials == null) {
            throw new IllegalStateException("not started");
        }
        return new StackDescription.S3(endpoint(), credentials.accessKey(), credentials.secretKey(), REGION);
    }

    private String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        if (server != null) {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException("The S3 server doesn't stop", e);
            }
            server = null;
        }
    }
}
