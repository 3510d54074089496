// Every figure that the dashboard and the alerts ask for is one that the backend gives, and every alert has its paragraph.
// Run by deploy/validate.sh from the root.
import { readFileSync, readdirSync } from "node:fs";
import { parse } from "yaml";

const faults = [];
const check = (ok, text) => ok || faults.push(text);
const read = (file) => readFileSync(file, "utf8");

const sources = readdirSync("backend/src/main/java", { recursive: true }).filter((file) => file.endsWith(".java"));
const own = new Map();
for (const file of sources) {
  const text = read(`backend/src/main/java/${file}`);
  for (const [, name, rest] of text.matchAll(/Gauge\.builder\(\s*"(courseware[a-z.]+)"([^;]*);/g)) {
    const unit = rest.match(/baseUnit\("([a-z]+)"\)/)?.[1];
    own.set(name.replaceAll(".", "_") + (unit ? `_${unit}` : ""), file);
  }
}
check(own.size > 8, "hardly any gauge found: has their form changed?");
// Given by the libraries; which of them are really there is MetricsIT's business.
const given = /^(up|http_server_requests_seconds_(count|bucket|sum)|hikaricp_connections_(active|pending)|jvm_memory_(used|max)_bytes|process_cpu_usage)$/;

const dashboard = JSON.parse(read("deploy/monitoring/dashboard.json"));
const rules = parse(read("deploy/monitoring/alerts.yml")).groups.flatMap((group) => group.rules);
const asked = [...dashboard.panels.flatMap((panel) => panel.targets.map((target) => target.expr)), ...rules.map((rule) => rule.expr)];
const used = new Set();
for (const expression of asked) {
  for (const [, name] of expression.matchAll(/\b([a-z][a-z_]+)\b(?=\s*[{[)]|\s*==|\s*>)/g)) {
    if (name.startsWith("courseware_") || /_(seconds|bytes|usage|active|pending|max|count|bucket)/.test(name)) {
      used.add(name);
      check(own.has(name) || given.test(name), `nothing gives ${name}, which "${expression}" asks for`);
    }
  }
}
own.forEach((file, name) => check(used.has(name), `${name} of ${file} is neither drawn nor watched`));
const ids = dashboard.panels.map((panel) => panel.id);
check(new Set(ids).size === ids.length, "two panels have one id");
const headings = new Set([...read("docs/operations.md").matchAll(/^#+ (.+)$/gm)].map((m) => m[1].toLowerCase()));
rules.forEach((rule) => check(headings.has(rule.alert.toLowerCase()), `docs/operations.md says nothing of ${rule.alert}`));
if (faults.length) {
  faults.forEach((fault) => console.error(`monitoring: ${fault}`));
  process.exit(1);
}
console.log(`deploy: ${dashboard.panels.length} panels, ${rules.length} alerts, ${own.size} own figures: ok`);
