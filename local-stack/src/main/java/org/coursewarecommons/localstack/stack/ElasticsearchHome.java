package org.coursewarecommons.localstack.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.coursewarecommons.localstack.StackException;
import org.jspecify.annotations.Nullable;

/** The folders of the Elasticsearch server: the unpacked distribution, its configuration, plugin and data. */
record ElasticsearchHome(Path base) {

    private static final String PLUGIN_MARK = "plugin.sha256";

    Path server() {
        return base.resolve("server");
    }

    Path config() {
        return base.resolve("config");
    }

    Path temporary() {
        return base.resolve("tmp");
    }

    Path serverPid() {
        return base.resolve("server.pid");
    }

    Path launcherPid() {
        return base.resolve("launcher.pid");
    }

    Path console() {
        return base.resolve("console.log");
    }

    /** Unpacks the distribution unless the same one is there; the data are kept. */
    void install(Path zip) throws IOException {
        Path mark = base.resolve("distribution");
        String name = zip.getFileName() + " " + Files.size(zip);
        if (Files.exists(mark) && Files.readString(mark).equals(name)) {
            return;
        }
        delete(server());
        Files.deleteIfExists(mark);
        Files.deleteIfExists(base.resolve(PLUGIN_MARK));
        unpack(zip, server(), 1);
        Files.writeString(mark, name);
    }

    /** Makes the given zip the only plugin; null: none. Unpacks again only when its content changed. */
    void installPlugin(@Nullable Path zip) throws IOException {
        Path plugins = server().resolve("plugins");
        Path mark = base.resolve(PLUGIN_MARK);
        String hash = zip == null ? "none" : sha256(zip);
        if (Files.exists(mark) && Files.readString(mark).equals(hash)) {
            return;
        }
        delete(plugins);
        Files.createDirectories(plugins);
        if (zip != null) {
            unpack(zip, plugins.resolve(pluginName(zip)), 0);
        }
        Files.writeString(mark, hash);
    }

    void configure(int port, int transportPort) throws IOException {
        delete(temporary());
        for (String folder : new String[] {"data", "logs", "tmp", "config/jvm.options.d"}) {
            Files.createDirectories(base.resolve(folder));
        }
        Files.writeString(config().resolve("elasticsearch.yml"), settings(port, transportPort));
        Files.writeString(config().resolve("log4j2.properties"), LOGGING);
        Files.writeString(config().resolve("jvm.options.d/local.options"), JVM);
        // The distribution's options without its garbage collector log: 64 MB files that nobody reads here.
        try (Stream<String> lines = Files.lines(server().resolve("config/jvm.options"))) {
            Files.write(
                    config().resolve("jvm.options"),
                    lines.filter(line -> !line.startsWith("-Xlog:gc") && !line.contains("HeapDumpOnOutOfMemoryError"))
                            .toList());
        }
    }

    private String settings(int port, int transportPort) {
        return """
                cluster.name: courseware-local
                node.name: local
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                discovery.type: single-node
                xpack.security.enabled: false
                action.destructive_requires_name: true
                cluster.routing.allocation.disk.threshold_enabled: false
                logger.org.elasticsearch.bootstrap.BootstrapChecks: error
                logger.io.opentelemetry.usage: error
                path.data: "%s"
                path.logs: "%s"
                """
                .formatted(port, transportPort, base.resolve("data"), base.resolve("logs"));
    }

    private static final String LOGGING =
            """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %marker%m%consoleException%n
            rootLogger.level = warn
            rootLogger.appenderRef.console.ref = console
            """;

    private static final String JVM =
            """
            -Xms512m
            -Xmx512m
            -Xlog:disable
            -Xlog:all=warning:stderr:utctime,level,tags
            -XX:-HeapDumpOnOutOfMemoryError
            -XX:-AlwaysPreTouch
            """;

    private static String pluginName(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (String descriptor :
                    new String[] {"stable-plugin-descriptor.properties", "plugin-descriptor.properties"}) {
                ZipEntry entry = file.getEntry(descriptor);
                if (entry != null) {
                    Properties properties = new Properties();
                    properties.load(file.getInputStream(entry));
                    return properties.getProperty("name");
                }
            }
        }
        throw new StackException(zip + " is no Elasticsearch plugin: it has no plugin descriptor");
    }

    private static void unpack(Path zip, Path target, int leadingFolders) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path name = Path.of(entry.getName());
                if (entry.isDirectory() || name.getNameCount() <= leadingFolders) {
                    continue;
                }
                Path destination = target.resolve(name.subpath(leadingFolders, name.getNameCount()))
                        .normalize();
                if (!destination.startsWith(target)) {
                    throw new StackException(zip + " has an entry outside its folder: " + entry.getName());
                }
                Files.createDirectories(destination.getParent());
                try (InputStream content = file.getInputStream(entry)) {
                    Files.copy(content, destination);
                }
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream content =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) content).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
