import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints Keycloak's realm for the demo district, made from {@code seeds/organisations} and the role codes of the
 * backend. The same seeds give the same bytes, and nobody's password or secret is in them. From the repository root:
 * {@code java deploy/keycloak/MakeRealm.java > deploy/keycloak/realm-courseware.json}.
 */
public final class MakeRealm {
    private static final Path SEEDS = Path.of("seeds", "organisations");
    private static final Path ROLES = Path.of("backend/src/main/java/org/coursewarecommons/identity/Role.java");
    private static final String AUDIENCE = "courseware-commons";
    /** One person per role is enough to look around; a subject's whole review team is needed to review. */
    private static final String SUBJECT = "SX";

    private static final String STAGE = "PRIMARY";
    /** The journey's teachers, so that it can be walked by hand: two authors' schools and a rural searcher. */
    private static final Pattern JOURNEY_PERSON = Pattern.compile("\"(?:author|searcher)\"\\s*:\\s*\"([^\"]+)\"");

    private final List<String> roles = roleCodes();
    private final Map<String, String[]> persons = new LinkedHashMap<>();
    private final Map<String, Set<String>> rolesOf = new TreeMap<>();
    private final Set<String> chosen = new LinkedHashSet<>();

    private MakeRealm() throws IOException {
        rows("persons.csv").forEach(row -> persons.put(row[0], row));
        persons.forEach((code, row) -> {
            if (!row[2].isEmpty()) {
                rolesOf.computeIfAbsent(code, key -> new TreeSet<>()).add("CONTRIBUTOR");
            }
        });
        List<String[]> appointments = rows("appointments.csv");
        appointments.forEach(row -> rolesOf.computeIfAbsent(row[0], key -> new TreeSet<>()).add(row[1]));
        choose(appointments);
    }

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(Json.text(new MakeRealm().realm()));
    }

    private void choose(List<String[]> appointments) throws IOException {
        for (String role : roles) {
            appointments.stream().filter(row -> row[1].equals(role)).findFirst().ifPresent(row -> chosen.add(row[0]));
        }
        appointments.stream()
                .filter(row -> row[1].equals("EXPERT") || row[1].equals("TEACHER_REVIEWER"))
                .filter(row -> covers(row[3], SUBJECT) && covers(row[4], STAGE))
                .forEach(row -> chosen.add(row[0]));
        Matcher journey = JOURNEY_PERSON.matcher(Files.readString(Path.of("seeds/courseware/journey.json")));
        while (journey.find()) {
            chosen.add(journey.group(1));
        }
        if (!persons.keySet().containsAll(chosen)) {
            throw new IllegalStateException("not all in persons.csv: " + chosen);
        }
    }

    private static boolean covers(String codes, String code) {
        return codes.equals("*") || List.of(codes.split("\\|")).contains(code);
    }

    private Map<String, Object> realm() throws IOException {
        List<String[]> clients = rows("clients.csv");
        return map(
                "realm", "courseware",
                "enabled", true,
                "displayName", "课件共享库 Courseware Commons",
                "sslRequired", "external",
                "registrationAllowed", false,
                "bruteForceProtected", true,
                "passwordPolicy", "length(12) and notUsername(undefined)",
                "internationalizationEnabled", true,
                "supportedLocales", List.of("zh-Hans", "en"),
                "defaultLocale", "zh-Hans",
                "accessTokenLifespan", 300,
                "roles", map("realm", roles.stream().map(role -> map("name", role)).toList()),
                // Keycloak makes none of its own scopes once a file names one, so the built-in ones stand here too.
                "clientScopes", Scopes.all(AUDIENCE),
                "defaultDefaultClientScopes", Scopes.DEFAULTS,
                "clients", clients(clients),
                "users", users(clients),
                "components", map("org.keycloak.userprofile.UserProfileProvider", List.of(userProfile())));
    }

    private static List<Object> clients(List<String[]> schoolClients) {
        List<Object> all = new ArrayList<>();
        all.add(map(
                "clientId", "courseware-portal",
                "name", "门户 Portal",
                "publicClient", true,
                "standardFlowEnabled", true,
                "implicitFlowEnabled", false,
                "directAccessGrantsEnabled", false,
                "serviceAccountsEnabled", false,
                "redirectUris", List.of("${PORTAL_URL}/*"),
                "webOrigins", List.of("${PORTAL_URL}"),
                "attributes", map("pkce.code.challenge.method", "S256", "post.logout.redirect.uris", "${PORTAL_URL}/*"),
                "defaultClientScopes", Scopes.DEFAULTS));
        for (String[] row : schoolClients) {
            all.add(map(
                    "clientId", row[0],
                    "name", row[2],
                    "publicClient", false,
                    "clientAuthenticatorType", "client-secret",
                    "secret", "${" + secretVariable(row[0]) + "}",
                    "standardFlowEnabled", false,
                    "directAccessGrantsEnabled", false,
                    "serviceAccountsEnabled", true,
                    "defaultClientScopes", Scopes.DEFAULTS));
        }
        return all;
    }

    /**
     * The token's {@code sub} is Keycloak's id of the user. An import keeps the id that the file gives, so the id is
     * the person's code or the client's id. Names won't do: Keycloak turns them to lower case.
     */
    private List<Object> users(List<String[]> schoolClients) {
        List<Object> all = new ArrayList<>();
        for (String code : chosen) {
            all.add(map(
                    "id", code,
                    "username", code.toLowerCase(Locale.ROOT),
                    "firstName", persons.get(code)[1],
                    "enabled", true,
                    "requiredActions", List.of("UPDATE_PASSWORD"),
                    "realmRoles", List.copyOf(rolesOf.getOrDefault(code, Set.of()))));
        }
        for (String[] row : schoolClients) {
            all.add(map(
                    "id", row[0],
                    "username", "service-account-" + row[0],
                    "enabled", true,
                    "serviceAccountClientId", row[0],
                    "realmRoles", List.of("SCHOOL_CLIENT")));
        }
        return all;
    }

    /** Without it every first login would ask for an e-mail address and a family name, which nobody here has. */
    private static Map<String, Object> userProfile() {
        Map<String, Object> readOnly = map("view", List.of("admin", "user"), "edit", List.of("admin"));
        Map<String, Object> own = map("view", List.of("admin", "user"), "edit", List.of("admin", "user"));
        Map<String, Object> config = map("attributes", List.of(
                map("name", "username", "permissions", readOnly),
                map("name", "firstName", "displayName", "姓名 Name", "permissions", readOnly),
                map("name", "lastName", "displayName", "姓 Family name", "permissions", readOnly),
                map("name", "email", "displayName", "邮箱 E-mail", "permissions", own,
                        "validations", map("email", map()))));
        return map(
                "providerId", "declarative-user-profile",
                "config", map("kc.user.profile.config", List.of(Json.compact(config))));
    }

    private static String secretVariable(String clientId) {
        return clientId.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET";
    }

    private static List<String> roleCodes() {
        try {
            String source = Files.readString(ROLES).replaceAll("(?s)/\\*.*?\\*/", "");
            Matcher body = Pattern.compile("enum Role \\{([^};]*)").matcher(source);
            if (!body.find()) {
                throw new IllegalStateException("no enum Role in " + ROLES);
            }
            return List.of(body.group(1).strip().split("\\s*,\\s*"));
        } catch (IOException e) {
            throw new IllegalStateException("run this from the repository root: " + e.getMessage(), e);
        }
    }

    /** Plain splitting: these files are made without quotes, and one with quotes must stop the tool. */
    private static List<String[]> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(SEEDS.resolve(file));
        int columns = lines.get(0).split(",", -1).length;
        return lines.stream().skip(1).map(line -> {
            String[] row = line.split(",", -1);
            if (line.contains("\"") || row.length != columns) {
                throw new IllegalStateException(file + ": quoted or broken line: " + line);
            }
            return row;
        }).toList();
    }

    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** Client scopes: what goes into a token. */
    private static final class Scopes {
        static final List<String> DEFAULTS = List.of("basic", "profile", "roles", "web-origins", "courseware");

        static List<Object> all(String audience) {
            return List.of(
                    scope("courseware", false,
                            mapper("audience", "oidc-audience-mapper", "included.custom.audience", audience),
                            claim("roles", "oidc-usermodel-realm-role-mapper", "roles", "multivalued", "true")),
                    scope("basic", false, mapper("sub", "oidc-sub-mapper", "introspection.token.claim", "true")),
                    scope("profile", true,
                            claim("username", "oidc-usermodel-attribute-mapper", "preferred_username",
                                    "user.attribute", "username"),
                            mapper("name", "oidc-full-name-mapper", "id.token.claim", "true")),
                    // The account console needs the audience of the client roles that a person holds there.
                    scope("roles", false,
                            mapper("audience resolve", "oidc-audience-resolve-mapper"),
                            claim("client roles", "oidc-usermodel-client-role-mapper",
                                    "resource_access.${client_id}.roles", "multivalued", "true")),
                    scope("web-origins", false, mapper("allowed web origins", "oidc-allowed-origins-mapper")));
        }

        private static Map<String, Object> scope(String name, boolean named, Object... mappers) {
            return map("name", name, "protocol", "openid-connect", "protocolMappers", List.of(mappers),
                    "attributes", map("include.in.token.scope", Boolean.toString(named)));
        }

        private static Map<String, Object> claim(String name, String type, String claim, String... more) {
            List<String> config = new ArrayList<>(List.of(more));
            config.addAll(List.of("claim.name", claim, "jsonType.label", "String", "id.token.claim", "true"));
            return mapper(name, type, config.toArray(String[]::new));
        }

        private static Map<String, Object> mapper(String name, String type, String... more) {
            Map<String, Object> config = map("access.token.claim", "true");
            config.putAll(map((Object[]) more));
            return map("name", name, "protocol", "openid-connect", "protocolMapper", type, "config", config);
        }
    }

    /** Enough JSON to write maps, lists, texts, numbers and booleans. */
    private static final class Json {
        static String text(Object value) {
            return write(value, new StringBuilder(), "\n").append('\n').toString();
        }

        static String compact(Object value) {
            return write(value, new StringBuilder(), "").toString();
        }

        private static StringBuilder write(Object value, StringBuilder out, String line) {
            if (value instanceof Map<?, ?> map) {
                List<Runnable> parts = new ArrayList<>();
                map.forEach((name, part) -> parts.add(() -> {
                    quote(name.toString(), out);
                    out.append(line.isEmpty() ? ":" : ": ");
                    write(part, out, inner(line));
                }));
                block('{', parts, '}', out, line);
            } else if (value instanceof List<?> list) {
                List<Runnable> parts = new ArrayList<>();
                list.forEach(part -> parts.add(() -> write(part, out, inner(line))));
                block('[', parts, ']', out, line);
            } else if (value instanceof String text) {
                quote(text, out);
            } else {
                out.append(value);
            }
            return out;
        }

        private static String inner(String line) {
            return line.isEmpty() ? "" : line + "  ";
        }

        private static void block(char open, List<Runnable> parts, char close, StringBuilder out, String line) {
            out.append(open);
            for (int i = 0; i < parts.size(); i++) {
                out.append(i == 0 ? "" : ",").append(inner(line));
                parts.get(i).run();
            }
            out.append(parts.isEmpty() ? "" : line).append(close);
        }

        private static void quote(String text, StringBuilder out) {
            out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
    }
}
