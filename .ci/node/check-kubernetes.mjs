// Checks deploy/kubernetes without a cluster: every object by Kubernetes' own schemas (values by the compiled JSON schemas,
// names of fields by the compiler, since the schemas let unknown ones pass), and what the objects say of each other.
// Run by deploy/validate.sh from the root.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { parse, parseAllDocuments } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const root = "deploy/kubernetes";
const faults = [];
const check = (ok, text) => ok || faults.push(text);
const read = (file) => readFileSync(file, "utf8");
const moduleOf = (object) => `kubernetes-models/${object.apiVersion}`;

const overlays = readdirSync(`${root}/overlays`);
check(overlays.length > 0, "no overlay");

/** All objects that a kustomization leads to, and its generators. */
function load(folder) {
  const kustomization = parse(read(join(folder, "kustomization.yaml")));
  const objects = [];
  for (const resource of kustomization.resources) {
    const path = normalize(join(folder, resource));
    if (resource.endsWith(".yaml")) {
      parseAllDocuments(read(path)).forEach((document) => objects.push({ file: path, object: document.toJS() }));
    } else {
      objects.push(...load(path).objects);
    }
  }
  const listed = kustomization.resources.filter((resource) => resource.endsWith(".yaml"));
  const present = readdirSync(folder).filter((name) => name.endsWith(".yaml") && name !== "kustomization.yaml");
  check(listed.sort().join() === present.sort().join(), `${folder}: kustomization.yaml doesn't list its files`);
  return { kustomization, objects };
}

async function schemas(objects) {
  for (const { file, object } of objects) {
    const model = (await import(moduleOf(object)))[object.kind];
    check(model, `${file}: no kind ${object.apiVersion} ${object.kind}`);
    try {
      new model(object).validate();
    } catch (invalid) {
      faults.push(`${file} ${object.kind}: ${invalid.message}`);
    }
  }
}

function fieldNames(objects) {
  const name = join(here, "kubernetes-objects.ts");
  const source = objects
    .map(({ object }, i) => {
      const type = `import("${moduleOf(object)}").I${object.kind}`;
      return `export const o${i}: ${type} = ${JSON.stringify(object)};`;
    })
    .join("\n");
  const options = { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 };
  const host = ts.createCompilerHost(options);
  const original = host.getSourceFile;
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2022) : original.call(host, file, ...rest);
  const exists = host.fileExists;
  host.fileExists = (file) => file === name || exists.call(host, file);
  const program = ts.createProgram([name], options, host);
  for (const found of ts.getPreEmitDiagnostics(program)) {
    const line = found.file ? found.file.getLineAndCharacterOfPosition(found.start).line : 0;
    faults.push(`${objects[line]?.file ?? root}: ${ts.flattenDiagnosticMessageText(found.messageText, " ")}`);
  }
}

const matches = (wanted, labels) => Object.entries(wanted).every(([key, value]) => labels[key] === value);

function references(objects, kustomization) {
  const one = (kind) => objects.find(({ object }) => object.kind === kind).object;
  const deployment = one("Deployment");
  const pod = deployment.spec.template;
  const container = pod.spec.containers[0];
  const ports = container.ports.map((port) => port.name);
  const selectors = objects
    .map(({ object }) => object.spec?.selector?.matchLabels ?? object.spec?.podSelector?.matchLabels ?? object.spec?.selector)
    .filter(Boolean);
  check(selectors.length >= 5, "hardly any selector: have the files changed their form?");
  selectors.forEach((selector) => check(matches(selector, pod.metadata.labels), `${JSON.stringify(selector)} selects no pod`));
  for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
    check(ports.includes(container[probe].httpGet.port), `${probe} asks an unknown port`);
  }
  const services = objects.filter(({ object }) => object.kind === "Service").map(({ object }) => object);
  services.flatMap((service) => service.spec.ports).forEach((port) => {
    check(ports.includes(port.targetPort), `a service leads to the unknown port ${port.targetPort}`);
  });
  const open = one("Ingress").spec.rules.flatMap((rule) => rule.http.paths).map((path) => path.backend.service);
  open.forEach((to) => {
    const service = services.find((candidate) => candidate.metadata.name === to.name);
    const port = service?.spec.ports.find((candidate) => candidate.name === to.port.name);
    check(port?.targetPort === "http", `the ingress leads to ${to.name}/${to.port.name}, which is not the API`);
  });
  check(pod.spec.serviceAccountName === one("ServiceAccount").metadata.name, "the pod's service account does not exist");
  check(deployment.spec.replicas >= 2 && one("PodDisruptionBudget").spec.maxUnavailable === 1, "a drain could stop all");
  const generated = (kind) => kustomization[kind].map((generator) => generator.name);
  container.envFrom.forEach((from) => {
    const known = from.configMapRef
      ? generated("configMapGenerator").includes(from.configMapRef.name)
      : generated("secretGenerator").includes(from.secretRef.name);
    check(known, `nothing makes ${JSON.stringify(from)}`);
  });
  check(kustomization.images.every((image) => container.image.startsWith(image.name)), "an image of the overlay is unused");
}

/** What application.yml takes from the environment is set, and no secret has a value. */
function environment(folder) {
  const lines = (file) => [...read(join(folder, file)).matchAll(/^([A-Z_0-9]+)=(.*)$/gm)].map((m) => [m[1], m[2]]);
  const secrets = lines("secrets.env.example");
  const given = new Set([...lines("backend.env"), ...secrets].map(([name]) => name));
  const wanted = [...read("backend/src/main/resources/application.yml").matchAll(/\$\{(COURSEWARE_[A-Z_0-9]+)/g)].map((m) => m[1]);
  check(wanted.length > 5, "application.yml has hardly any placeholder");
  [...wanted, "SPRING_DATASOURCE_PASSWORD", "SPRING_ELASTICSEARCH_URIS"].forEach((name) => {
    check(given.has(name), `${folder} lacks ${name}`);
  });
  secrets.forEach(([name, value]) => check(value === "", `${name} has a value in ${folder}/secrets.env.example`));
}

let count = 0;
for (const overlay of overlays) {
  const folder = `${root}/overlays/${overlay}`;
  const { kustomization, objects } = load(folder);
  await schemas(objects);
  fieldNames(objects);
  references(objects, kustomization);
  environment(folder);
  count += objects.length;
}
if (faults.length) {
  faults.forEach((fault) => console.error(`kubernetes: ${fault}`));
  process.exit(1);
}
console.log(`deploy: ${count} Kubernetes objects by schema, fields, references, environment: ok`);
