package org.coursewarecommons;

import java.util.Map;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** PostgreSQL, Elasticsearch with our plugin, and MinIO as containers; the images are those of docker-compose.yml. */
final class ContainerStack {

    private ContainerStack() {}

    @SuppressWarnings("resource") // they live as long as the JVM; Testcontainers' own reaper ends them
    static Map<String, Object> start() {
        PostgreSQLContainer<?> postgres = new PostgreSQLContainer<>(DockerImageName.parse("postgres:17"));
        String plugin = LocalStackProcess.ROOT
                .resolve("search-analysis/target/search-analysis-plugin.zip")
                .toString();
        ElasticsearchContainer elasticsearch = new ElasticsearchContainer(
                        DockerImageName.parse("docker.elastic.co/elasticsearch/elasticsearch:8.19.21"))
                .withEnv("xpack.security.enabled", "false")
                .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
                .withCopyFileToContainer(MountableFile.forHostPath(plugin), "/tmp/search-analysis-plugin.zip")
                .withCreateContainerCmdModifier(command -> command.withEntrypoint(
                        "bash",
                        "-c",
                        "bin/elasticsearch-plugin install -b file:///tmp/search-analysis-plugin.zip"
                                + " && exec /usr/local/bin/docker-entrypoint.sh eswrapper"));
        MinIOContainer minio = new MinIOContainer(DockerImageName.parse(
                System.getProperty("courseware.test.minio", "minio/minio:RELEASE.2025-09-07T16-13-09Z")));
        Startables.deepStart(postgres, elasticsearch, minio).join();
        return Map.of(
                "spring.datasource.url", postgres.getJdbcUrl(),
                "spring.datasource.username", postgres.getUsername(),
                "spring.datasource.password", postgres.getPassword(),
                "spring.elasticsearch.uris", "http://" + elasticsearch.getHttpHostAddress(),
                "courseware.s3.endpoint", minio.getS3URL(),
                "courseware.s3.public-endpoint", minio.getS3URL(),
                "courseware.s3.access-key", minio.getUserName(),
                "courseware.s3.secret-key", minio.getPassword(),
                "courseware.s3.region", "us-east-1");
    }
}
